/** How often the quick tests try a property, and how to have them try more. */

const scale = Number(process.env.WEIR_PROPERTY_SCALE ?? 1);

/**
 * Runs of a property, times `WEIR_PROPERTY_SCALE`: 20 looks long, where a property was changed or is doubted; a quarter
 * as long as usual looks `npm run check:fast`. Below that, where mutants are tested, the smallest example is not searched
 * for either.
 */
export function runs(usual: number): { numRuns: number; endOnFailure: boolean } {
  return { numRuns: Math.ceil(usual * scale), endOnFailure: scale < 0.25 };
}
