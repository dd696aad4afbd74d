/** The least of 1, 2, 5, 10, 20, 50, … that is not below `most`: where a scale can end. */
export function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 5, 10].map((digit) => digit * power).find((top) => top >= most) ?? power;
}
