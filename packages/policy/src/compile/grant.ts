import { RESERVED_CLAIMS, type Result } from '@cambio/oauth';
import type { GrantForm } from '../document/mapping.ts';
import type { ClaimProblem } from '../matcher/claim.ts';
import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { compileValue, type TextCompiler } from '../template/compile.ts';
import type { TextTemplate, ValueTemplate } from '../template/template.ts';
import type { TrustedTarget } from '../trust.ts';
import type { CompiledGrant } from './compiled.ts';
import { lifetimeProblem, reservedClaim } from './target.ts';

/** What grants to tokens of one provider are made of. */
export interface GrantParts {
  text(text: string): Result<TextTemplate, ClaimProblem>;
  textValue: TextCompiler;
}

export interface CompiledGrantResult {
  readonly grant: CompiledGrant;
  readonly problems: readonly Problem[];
}

/** Compiles what a mapping gives: scopes its target has, a lifetime within bounds, claims it may set. */
export function compileGrant(form: GrantForm, target: TrustedTarget, parts: GrantParts): CompiledGrantResult {
  const subject = form.subject === undefined ? undefined : parts.text(form.subject);
  const claims = compileClaims(form, target, parts);
  const { maxLifetime, lifetime } = target.token;
  return {
    grant: {
      scopes: form.scopes,
      lifetime: Math.min(form.lifetime ?? lifetime, maxLifetime),
      binding: form.binding,
      subject: subject?.ok ? subject.value : undefined,
      claims: claims.templates,
    },
    problems: [
      ...scopeProblems(form.scopes, target),
      ...lifetimeProblem(form.lifetime, maxLifetime, ['grant', 'lifetime'], `target ${target.id}`),
      ...(subject?.ok === false ? [templateProblem(subject.error, ['grant', 'subject'])] : []),
      ...claims.problems,
    ],
  };
}

function scopeProblems(scopes: readonly string[], { id, scopes: known }: TrustedTarget): readonly Problem[] {
  return scopes.flatMap((scope, index) =>
    known.has(scope)
      ? []
      : [
          {
            rule: 'unknown-scope',
            path: ['grant', 'scopes', index],
            message: `target ${id} has no scope ${JSON.stringify(scope)}`,
            hint: didYouMean(scope, known.keys()) ?? `it has ${[...known.keys()].slice(0, 20).join(', ')}`,
          },
        ],
  );
}

interface ClaimsResult {
  readonly templates: CompiledGrant['claims'];
  readonly problems: readonly Problem[];
}

function compileClaims({ claims }: GrantForm, target: TrustedTarget, parts: GrantParts): ClaimsResult {
  const templates: (readonly [string, ValueTemplate])[] = [];
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(claims)) {
    const path = ['grant', 'claims', name];
    const refused = refusedClaim(name, path, target);
    const template = compileValue(value, parts.textValue);
    if (refused !== undefined) problems.push(refused);
    else if (template.ok) templates.push([name, template.value]);
    else problems.push(templateProblem(template.error, path));
  }
  return { templates, problems };
}

function refusedClaim(
  name: string,
  path: Problem['path'],
  { id, token }: TrustedTarget,
): Problem | undefined {
  if (RESERVED_CLAIMS.has(name)) return reservedClaim(name, path);
  if (token.claims === undefined || token.claims.includes(name)) return undefined;
  const message = `target ${id} does not take the claim ${JSON.stringify(name)}`;
  const hint = didYouMean(name, token.claims) ?? `it takes ${token.claims.join(', ') || 'none'}`;
  return { rule: 'claim-not-allowed', path, message, hint };
}

function templateProblem(
  { message, hint }: Pick<Problem, 'message' | 'hint'>,
  path: Problem['path'],
): Problem {
  return { rule: 'template', path, message: `${path.slice(1).join('.')} ${message}`, hint };
}
