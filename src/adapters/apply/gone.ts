/** Whether GitHub refused because what was to be written to does not exist any more. */
export function isGone(error: unknown): boolean {
  const { status, message = '' } = error as { status?: number; message?: string };
  if (status === 404 || status === 410) return true;
  return status === 422 && /no commit found/i.test(message);
}

export function statusOf(error: unknown): number | undefined {
  return (error as { status?: number }).status;
}
