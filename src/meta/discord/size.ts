/** `12 KB`, `3.4 MB`: rounded up, so that nothing but nothing is `0 KB`. */
export function bytes(n: number): string {
  return n < 1024 * 1024 ? `${Math.ceil(n / 1024)} KB` : `${(n / 1024 / 1024).toFixed(1)} MB`;
}
