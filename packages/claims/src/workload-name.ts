type Text = string | undefined;

/** A workload's name for people: `acme/payments-api (production)`. What a token does not say is left out. */
export function workloadName(path: readonly Text[], detail?: Text): Text {
  const name = path.filter((part) => part !== undefined).join('/');
  if (name === '') return undefined;
  return detail === undefined ? name : `${name} (${detail})`;
}
