export { startVault, type Vault } from './vault.ts';
