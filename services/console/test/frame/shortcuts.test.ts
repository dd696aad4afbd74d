import { expect } from 'chai';
import { type KeyPress, pressKey, type ShortcutState } from '../../src/frame/shortcuts.ts';

const IDLE = { isGoing: false };

function press(keys: readonly (string | Partial<KeyPress>)[], singleKeys = true): ShortcutState {
  return keys.reduce<ShortcutState>((state, key) => {
    const plain = { key: '', isModified: false, isCommand: false, isWriting: false };
    return pressKey(
      state,
      { ...plain, ...(typeof key === 'string' ? { key } : key) },
      ['o', 'd'],
      singleKeys,
    );
  }, IDLE);
}

const CTRL_K = { key: 'k', isCommand: true, isModified: true };

describe('shortcuts', () => {
  for (const [what, keys, shortcut] of [
    ['g d', ['g', 'd'], { goTo: 'd' }],
    ['g and a key that is no page', ['g', 'x'], undefined],
    ['g twice, then d', ['g', 'g', 'd'], undefined],
    ['d alone', ['d'], undefined],
    ['/', ['/'], { does: 'search' }],
    ['?', ['?'], { does: 'help' }],
    ['Ctrl K', [CTRL_K], { does: 'palette' }],
    ['Ctrl K while writing', [{ ...CTRL_K, isWriting: true }], { does: 'palette' }],
    ['/ while writing', [{ key: '/', isWriting: true }], undefined],
    ['Alt /', [{ key: '/', isModified: true }], undefined],
  ] as const) {
    it(`knows ${what}`, () => {
      expect(press(keys).shortcut).to.deep.equal(shortcut);
    });
  }

  it('waits after g for what comes next', () => {
    expect(press(['g'])).to.deep.equal({ isGoing: true });
  });

  it('leaves single keys alone where they are turned off', () => {
    for (const keys of [['g'], ['g', 'd'], ['/'], ['?']]) expect(press(keys, false)).to.deep.equal(IDLE);
    expect(press([CTRL_K], false).shortcut).to.deep.equal({ does: 'palette' });
  });
});
