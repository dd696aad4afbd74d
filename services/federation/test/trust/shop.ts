/** A small set of valid trust documents. */
export const SHOP = `
kind: Issuer
id: github
provider: github-actions
owner: platform@acme.example
---
kind: Target
id: deployer
audience: https://deployer.acme.example
owner: platform@acme.example
scopes: { 'deploy:read': Read }
---
kind: Mapping
id: shop
owner: shop@acme.example
purpose: Look at what is deployed
issuer: github
target: deployer
match: { repository_id: '123456' }
grant: { scopes: ['deploy:read'] }
`;

export const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };
