import type { SourceIo } from './source.ts';

/** What the firmware of a Linux machine says of who made it. Telling the cloud by it asks nobody on the network. */
type DmiField = 'sys_vendor' | 'bios_vendor' | 'chassis_asset_tag';

/** Whether a field of the firmware's table is `value`. */
export async function machineMade(
  { readFile }: Pick<SourceIo, 'readFile'>,
  field: DmiField,
  value: string,
): Promise<boolean> {
  const text = await readFile(`/sys/class/dmi/id/${field}`).catch(() => '');
  return text.trim() === value;
}
