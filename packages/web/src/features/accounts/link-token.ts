/** What a link we sent carries behind its `#`, where no server sees it. Empty without one. */
export function tokenOfLink(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';
}
