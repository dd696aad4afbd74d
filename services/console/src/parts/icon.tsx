/** What is drawn, on a field of 16 by 16, with lines of the colour around it. */
const PATHS = {
  overview: 'M2.5 13.5h11M4.5 11V8M8 11V3.5M11.5 11V6',
  decisions: 'M2.5 4h1M6 4h7.5M2.5 8h1M6 8h7.5M2.5 12h1M6 12h7.5',
  trust: 'M8 1.8 13 4v4c0 3-2.2 5.2-5 6.2C5.2 13.2 3 11 3 8V4Z',
  workloads: 'M2.5 5 8 2l5.5 3v6L8 14l-5.5-3ZM2.5 5 8 8l5.5-3M8 8v6',
  issuers: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c4 3.5 4 8.5 0 12C4 10.5 4 5.5 8 2',
  targets: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 10.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  keys: 'M10 9.500a3.5 3.5 0 1 0-3.3-2.300L2.5 11.400v2.100h2.500V12h1.500v-1.500H8ZM10.7 5.300h.01',
  lock: 'M4 7.500h8v6H4ZM5.5 7.500V5a2.5 2.5 0 0 1 5 0v2.5',
  search: 'M7 11.500a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.300l3.2 3.2',
  sun: 'M8 10.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 1.500v1M8 13.500v1M1.5 8h1M13.5 8h1M3.4 3.400l.7.7M11.9 11.900l.7.7M12.6 3.400l-.7.7M4.1 11.900l-.7.7',
  moon: 'M13.5 9.500A6 6 0 0 1 6.5 2.500a6 6 0 1 0 7 7Z',
  system: 'M2.5 3h11v8h-11ZM6 13.500h4M8 11v2.5',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.600A2.8 2.8 0 0 0 8 8ZM2.8 14c.4-2.7 2.4-4.2 5.2-4.200s4.8 1.5 5.2 4.2',
  menu: 'M2.5 4.500h11M2.5 8h11M2.5 11.500h11',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  right: 'M6.5 4.5 10 8l-3.5 3.5',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.5 8.5 6.5 11.500l6-7',
  cross: 'M4.5 4.500l7 7M11.5 4.500l-7 7',
  warning: 'M8 2.5 14 13H2ZM8 6.500v3M8 11.300v.01',
  pause: 'M5.5 3.500v9M10.5 3.500v9',
  play: 'M5 3.5 12 8l-7 4.500Z',
  plus: 'M8 3.500v9M3.5 8h9',
  copy: 'M5.5 5.500h8v8h-8ZM10.5 5.500v-3h-8v8h3',
  out: 'M6.5 13.500h-4v-11h4M10.5 11l3-3-3-3M13.5 8H6',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign beside words; it says nothing by itself. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
