// openapi-typescript is written against the compiler API, which TypeScript 7 does not have.
module.exports = {
  hooks: {
    readPackage(manifest) {
      if (manifest.name === 'openapi-typescript') {
        manifest.dependencies.typescript = '5.9.3';
        delete manifest.peerDependencies.typescript;
      }
      return manifest;
    },
  },
};
