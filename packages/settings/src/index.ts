export { type JsonSchema, settingsJsonSchema } from './json-schema.ts';
export { type LoadedSettings, loadSettings, type SettingsSources, type WrittenMember } from './load.ts';
export { type Member, type MemberKind, members } from './members.ts';
export type { Origin } from './origin.ts';
export { type Settings, settingsSchema } from './schema.ts';
