/** The house rules as data: what ARCHITECTURE.md says in words, and nothing else decides. */

/** What one room may import of ours from its `src`. */
export interface RoomRule {
  readonly imports: readonly string[];
  /** Imported for their types alone. */
  readonly types?: readonly string[];
  /** Imported by files under one folder of `src` alone: room → folder. */
  readonly within?: Readonly<Record<string, string>>;
  /** Published as a bundle of all it imports, so that whoever installs it must install nothing else. */
  readonly bundled?: true;
  /** Rooms whose built files the bundle carries: declared, so that they are built before, and never imported. */
  readonly ships?: readonly string[];
}

const LIBRARIES = [
  'oauth',
  'claims',
  'policy',
  'upstream',
  'mint',
  'binding',
  'sts',
  'ledger',
  'marks',
  'settings',
];

/** By the name behind `@cambio/`. A room that is not listed is refused. */
export const ROOMS: Readonly<Record<string, RoomRule>> = {
  oauth: { imports: [] },
  claims: { imports: ['oauth'] },
  policy: { imports: ['oauth', 'claims'] },
  upstream: { imports: ['oauth', 'claims'] },
  mint: { imports: ['oauth'] },
  binding: { imports: ['oauth'] },
  sts: { imports: ['oauth', 'claims', 'policy'] },
  ledger: { imports: ['oauth', 'claims', 'policy'], types: ['sts'] },
  marks: { imports: ['oauth'], types: ['sts'] },
  settings: { imports: ['oauth', 'policy'] },
  client: { imports: ['oauth', 'binding'] },
  'admin-client': { imports: [] },
  testkit: { imports: [...LIBRARIES, 'client'] },
  action: { imports: ['client', 'oauth'], bundled: true },
  federation: { imports: LIBRARIES },
  // Documents are compiled where they are edited, by the compiler that the gateway has.
  console: { imports: ['admin-client', 'oauth', 'claims', 'policy'] },
  cli: {
    imports: [...LIBRARIES, 'client', 'admin-client', 'federation'],
    within: { testkit: 'demo' },
    bundled: true,
    ships: ['console'],
  },
  e2e: { imports: [] },
  ci: { imports: [] },
};

/** What tests may import beside what their room may: real sockets to test against. */
export const TEST_ROOMS: readonly string[] = ['testkit'];

/** Rooms that are tests from end to end: they may import whatever they exercise. */
export const TEST_ONLY_ROOMS: readonly string[] = ['e2e'];

/** Where a library's use is confined to. Holds for `src`; tests are free to check us against any of them. */
export const LIBRARY_ROOMS: readonly { readonly library: RegExp; readonly only: readonly string[] }[] = [
  { library: /^ioredis$/, only: ['packages/marks/src/'] },
  { library: /^(pg|node:sqlite|better-sqlite3)$/, only: ['packages/ledger/src/', 'packages/marks/src/'] },
  { library: /^(koa-.*|@koa\/.*|oidc-provider)$/, only: ['services/federation/src/'] },
  // Everybody else knows the API alone, which does nothing unless it is set up here.
  { library: /^@opentelemetry\/(?!api$)/, only: ['services/federation/src/telemetry/'] },
  // The client's koa middleware imports its types.
  { library: /^koa$/, only: ['services/federation/src/', 'packages/client/src/middleware/koa.ts'] },
  {
    library: /^jose$/,
    only: [
      'packages/mint/src/',
      'packages/binding/src/',
      'packages/client/src/',
      'packages/testkit/src/',
      'services/federation/src/provider/',
    ],
  },
];

/** What of `node:crypto` signs, verifies or holds private keys, and who may use it. */
export const SIGNING = {
  names: [
    'sign',
    'verify',
    'createSign',
    'createVerify',
    'Sign',
    'Verify',
    'createPrivateKey',
    'createPublicKey',
    'generateKeyPair',
    'generateKeyPairSync',
    'subtle',
    'webcrypto',
  ],
  // What the testkit's Vault is there for.
  only: ['packages/upstream/src/', 'packages/mint/src/', 'packages/testkit/src/vault/'],
} as const;

/** Reading the environment or the clock; everything else takes them as arguments. */
export const AMBIENT = {
  names: [
    'process.env',
    'process.hrtime',
    'Date.now',
    'new Date()',
    'performance.now',
    'performance.timeOrigin',
  ],
  only: /^(services|packages)\/[^/]+\/src\/(main|wiring)\.tsx?$/,
} as const;

/** A name that says nothing about what is inside. */
export const EMPTY_NAMES: ReadonlySet<string> = new Set([
  'common',
  'helper',
  'helpers',
  'misc',
  'shared',
  'util',
  'utils',
]);

export const MAX_LINES = 300;

/** Files of `src` that are longer for a reason. An entry that is no longer needed is refused too. */
export const LONG_FILES: Readonly<Record<string, string>> = {
  'packages/admin-client/src/api.ts': 'is generated',
};

/** Absolute paths that exist on somebody's machine only. GitHub's runners are everybody's. */
export const MACHINE_PATH =
  /(?<![\w.~:/{}-])\/(?:(?:work|root|Users)\/|home\/(?!runner\b|cambio\b|nonroot\b))[\w.]+/;
