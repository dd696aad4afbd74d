export { BUILT_IN_CLIENTS } from './clients.ts';
export { canonicalName } from './distinguished-name.ts';
export { settingsJsonSchema } from './json-schema.ts';
export { type LoadedSettings, loadSettings, type SettingsSources } from './load.ts';
export { members } from './members.ts';
export type { Settings } from './schema.ts';
export { type ShownMember, shownMembers } from './shown.ts';
export { dangersMet } from './unsafe.ts';
