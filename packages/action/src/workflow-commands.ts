/** Something for people, on the page of the workflow's run. */
export interface Annotation {
  readonly title: string;
  readonly message: string;
}

/** The command that hides a text in the rest of the job's log. */
export function mask(text: string): string {
  return `::add-mask::${escapeData(text)}`;
}

export function annotate(level: 'error' | 'warning', { title, message }: Annotation): string {
  return `::${level} title=${escapeProperty(title)}::${escapeData(message)}`;
}

/**
 * A line of the files that outputs, variables and state are written to. Throws for a value of several lines, which would be
 * more than one assignment.
 */
export function assign(name: string, value: string): string {
  if (/[\r\n]/.test(value)) throw new TypeError(`${name} has several lines`);
  return `${name}=${value}\n`;
}

/** A command ends with its line, so that nothing in it can begin another. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
