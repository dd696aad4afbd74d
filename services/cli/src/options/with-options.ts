import type { Command, OptionValues } from '@commander-js/extra-typings';

/** Options that several commands have in common, as a command that has nothing else. */
type OptionGroup<Group extends OptionValues> = Command<[], Group>;

/** Adds a group of options to a command. */
export function withOptions<Args extends unknown[], Own extends OptionValues, Group extends OptionValues>(
  command: Command<Args, Own>,
  group: OptionGroup<Group>,
): Command<Args, Own & Group> {
  for (const option of group.options) command.addOption(option);
  // Commander changes the command it is called on, and only its return types know of that.
  return command as Command<Args, Own & Group>;
}
