/** How many of each there are among many documents. */
export const MANY = { mappings: 1000, targets: 25, owners: 40 } as const;

/** A number as part of a name, so that names sort as numbers do. */
export function numbered(name: string, number: number): string {
  return `${name}-${String(number).padStart(4, '0')}`;
}

/**
 * The trust documents of a large organisation: half of the mappings in one file, the others in files by team. All are of the
 * issuer `github`.
 */
export function manyMappings(): Readonly<Record<string, string>> {
  const targets = Array.from({ length: MANY.targets }, (_, index) => targetText(numbered('service', index)));
  const mappings = Array.from({ length: MANY.mappings }, (_, index) => mappingText(index));
  const half = MANY.mappings / 2;
  const team = half / 10;
  const byTeam = Array.from({ length: 10 }, (_, index) =>
    mappings.slice(half + index * team, half + (index + 1) * team),
  );
  return {
    'trust/services.yaml': targets.join('---\n'),
    'trust/everybody.yaml': mappings.slice(0, half).join('---\n'),
    ...Object.fromEntries(
      byTeam.map((own, index) => [`trust/${numbered('team', index)}.yaml`, own.join('---\n')]),
    ),
  };
}

function targetText(id: string): string {
  return `kind: Target
id: ${id}
audience: https://${id}.acme.example
scopes:
  read: See what is there
  write: Change it
owner: platform@acme.example
`;
}

function mappingText(index: number): string {
  const id = numbered('mapping', index);
  const owner = numbered('team', index % MANY.owners);
  return `kind: Mapping
id: ${id}
owner: ${owner}@acme.example
purpose: Deploy part ${index} of what ${owner} looks after
issuer: github
target: ${numbered('service', index % MANY.targets)}
match:
  repository_id: "${100_000 + index}"
  ref: refs/heads/main
  event_name: [push, workflow_dispatch]
grant:
  scopes: [read, write]
  lifetime: 10m
tests:
  - name: main is let in
    claims: { $sample: github-actions, repository_id: "${100_000 + index}", ref: refs/heads/main, event_name: push }
    expect: allow
`;
}
