/** The page that breaks things in the embedded clusters, on demand. */
export function SandboxPage() {
  return <p>Sandbox</p>;
}
