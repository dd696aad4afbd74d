// Plain JavaScript on purpose: it has to run on the old Node it is there to refuse.
const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `Cambio needs Node ${NEEDED} or later; this is ${process.version} on ${process.platform}-${process.arch}.\n` +
      'On Linux (x64, arm64; glibc) `npx pnpm install` brings one with the dependencies.\n' +
      'Elsewhere install it yourself (https://nodejs.org) and put it first on the PATH.\n',
  );
  process.exit(1);
}
