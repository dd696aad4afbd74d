/** What a shop that deploys from GitHub writes: one issuer, two targets, and who gets what. */
export function shopTrust(issuer: string, issuerMembers = ''): string {
  return `
kind: Issuer
id: github
provider: github-actions
url: ${issuer}
allowPrivateNetwork: true
owner: platform@acme.example
${issuerMembers}
---
kind: Target
id: deployer
audience: https://deployer.acme.example
scopes:
  deploy:read: See what is deployed
  deploy:write: Deploy
owner: platform@acme.example
---
kind: Target
id: packages
audience: https://packages.acme.example
scopes: { publish: Publish a package }
token: { binding: dpop }
owner: platform@acme.example
---
kind: Mapping
id: shop-deploy
owner: shop@acme.example
purpose: Deploy the shop from main
issuer: github
target: deployer
match: { repository_id: "123456", ref: refs/heads/main }
grant:
  scopes: [deploy:read, deploy:write]
  lifetime: 10m
  subject: "repo/{repository_id}"
  claims: { repository: "{repository}" }
---
kind: Mapping
id: shop-publish
owner: shop@acme.example
purpose: Publish the shop's packages
issuer: github
target: packages
match: { repository_id: "123456" }
grant: { scopes: [publish] }
`;
}

/** The claims of the shop's job on main; everything else is the platform's sample. */
export const SHOP = { repository_id: '123456', repository: 'acme/shop', ref: 'refs/heads/main' } as const;

export const DEPLOYER = 'https://deployer.acme.example';

/** `exp` of a token that is still good at the end of a test of many minutes. Its issuer lets tokens live for an hour. */
export function lasting(): { readonly exp: number } {
  return { exp: Math.floor(Date.now() / 1000) + 3000 };
}
