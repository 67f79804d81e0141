/** The product's mark: a passage with a door in it. */
export function Mark() {
  return (
    <svg className="sp-name__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M3 29V14a13 13 0 0 1 26 0v15h-6V14a7 7 0 0 0-14 0v15z" fill="#162e51" />
      <path d="M13 29V15a3 3 0 0 1 6 0v14z" fill="#c05600" />
    </svg>
  );
}
