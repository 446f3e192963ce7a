/** Tails of the normal distribution and of Student's t. */

/** Probability that a standard normal value is above `z`. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < 3) {
    // Φ(z) − ½ = φ(z) Σ z^(2k+1) / (1·3·5…(2k+1)), https://dlmf.nist.gov/7.6#E2
    let [term, sum] = [z, z];
    for (let k = 1; k < 100 && term > 1e-17; k++) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return Math.max(0, 0.5 - density * sum);
  }
  // Mills' ratio, https://dlmf.nist.gov/7.9
  let ratio = z;
  for (let k = 60; k >= 1; k--) ratio = z + k / ratio;
  return density / ratio;
}

/** Two-sided probability of a value of Student's t as far from 0 as `t`, with `freedom` degrees of freedom. */
export function studentTails(t: number, freedom: number): number {
  if (!Number.isFinite(t)) return 0;
  return incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t));
}

/** The regularized incomplete beta function, by its continued fraction, https://dlmf.nist.gov/8.17#E22 */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges on this side only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const front = Math.exp(
    a * Math.log(x) + b * Math.log(1 - x) - logGamma(a) - logGamma(b) + logGamma(a + b),
  );
  let fraction = 1;
  for (let m = 200; m >= 1; m--) {
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    fraction = 1 + even / (1 + odd / fraction);
  }
  const first = (-a * (a + b) * x) / (a * (a + 1));
  return front / (a * (1 + first / fraction));
}

/** Stirling's series after shifting the argument up, https://dlmf.nist.gov/5.11#E1 */
function logGamma(x: number): number {
  let [shifted, product] = [x, 1];
  while (shifted < 12) {
    product *= shifted;
    shifted += 1;
  }
  const series = 1 / (12 * shifted) - 1 / (360 * shifted ** 3) + 1 / (1260 * shifted ** 5);
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    Math.log(2 * Math.PI) / 2 +
    series -
    Math.log(product)
  );
}
