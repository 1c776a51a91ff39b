/** The mark alone: marshalling wands over a deck. Sized by its container's font size. */
export function LogoMark() {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 32 32"
      width="2em"
      height="2em"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="8" fill="#0f766e" />
      <path
        d="M8 6.5 16 17 24 6.5"
        fill="none"
        stroke="#fbbf24"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M16 17v3.5M7 25h18"
        fill="none"
        stroke="#ecfdf5"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
}
