export const API = 'https://api.acme.example';
export const ARCHIVE = 'https://archive.acme.example';
export const VAULT = 'https://vault.acme.example';
export const BOOKS = 'https://books.acme.example';

/** Another name of the archive, with a query. */
export const ARCHIVE_2025 = 'https://archive.acme.example/search?year=2025';

/**
 * Who gets what at Acme. A job gets to the API, and from there to the archive; to the vault with a key; to the books
 * through a registered service. Ada gets to the API, and a job may act for her; another may go on from there.
 */
export const TARGETS_AND_MAPPINGS = `
---
kind: Target
id: api
audience: ${API}
scopes: { read: Read, write: Write }
owner: platform@acme.example
---
kind: Target
id: archive
audience: ${ARCHIVE}
resources: ["${ARCHIVE_2025}"]
scopes: { read: Read, write: Write }
owner: platform@acme.example
---
kind: Target
id: vault
audience: ${VAULT}
scopes: { read: Read }
token: { binding: dpop }
owner: platform@acme.example
---
kind: Target
id: books
audience: ${BOOKS}
scopes: { read: Read }
owner: platform@acme.example
---
kind: Target
id: nobodys
audience: https://nobodys.acme.example
scopes: { read: Read }
owner: platform@acme.example
---
kind: Mapping
id: job-api
owner: platform@acme.example
purpose: The job calls the API
issuer: jobs
target: api
match: { sub: job-1 }
grant: { scopes: [read, write], lifetime: 10m, subject: "job.{sub}" }
---
kind: Mapping
id: job-vault
owner: platform@acme.example
purpose: The job opens the vault
issuer: jobs
target: vault
match: { sub: job-1 }
grant: { scopes: [read] }
---
kind: Mapping
id: job-books
owner: platform@acme.example
purpose: The order service looks things up for the job
issuer: jobs
target: books
match: { sub: job-1 }
when: request.client == "order-service"
grant: { scopes: [read] }
---
kind: Mapping
id: job-onward
owner: platform@acme.example
purpose: The API looks things up in the archive for the job
issuer: self
target: archive
match: { sub: job.job-1 }
grant: { scopes: [read, write], lifetime: 15m, subject: "{sub}" }
---
kind: Mapping
id: ada-api
owner: platform@acme.example
purpose: Ada calls the API, by herself or through a job
issuer: people
target: api
match: { sub: ada }
grant: { scopes: [read, write], subject: "person.{sub}" }
delegation:
  actors: [{ issuer: jobs, match: { sub: job-1 } }]
---
kind: Mapping
id: ada-onward
owner: platform@acme.example
purpose: Another job goes on to the archive for Ada
issuer: self
target: archive
match: { sub: person.ada }
grant: { scopes: [read], subject: "{sub}" }
delegation:
  actors: [{ issuer: jobs, match: { sub: job-2 } }]
  maxDepth: 2
`;

/** What grants the API to the jobs of another issuer. */
export function apiMapping(issuer: string): string {
  return `
---
kind: Mapping
id: ${issuer}-api
owner: platform@acme.example
purpose: The job calls the API
issuer: ${issuer}
target: api
match: { sub: job-1 }
grant: { scopes: [read] }
`;
}
