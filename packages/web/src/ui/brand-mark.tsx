/** A ring that comes back to where it began, with the guest who does. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      <path d="M22.4 10.2A9 9 0 1 0 25 16.5" fill="none" stroke="#f6ebf2" strokeWidth="3.4" strokeLinecap="round" />
      <circle cx="23.9" cy="9.8" r="3.3" fill="#f0b25a" />
    </svg>
  );
}
