// Which links the bot may show.

const ALLOWED = new Set(["https:", "http:", "mailto:", "tel:"]);

/** The address as the browser would open it, or null if it must not be a link. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address);
    return ALLOWED.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
