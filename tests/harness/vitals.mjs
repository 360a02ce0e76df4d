// How fast a page feels, as Lighthouse measures and scores it: the browser's own entries, Lighthouse's curves
// for a laptop. https://developer.chrome.com/docs/lighthouse/performance/performance-scoring

/**
 * Of each measure: its weight, and where its curve is at 0.9 and at 0.5, in milliseconds (the shift has no
 * unit).
 */
const curves = {
  fcp: { weight: 10, p10: 934, median: 1600 },
  lcp: { weight: 25, p10: 1200, median: 2400 },
  tbt: { weight: 30, p10: 150, median: 350 },
  cls: { weight: 25, p10: 0.1, median: 0.25 },
}

/** The complementary error function, by Abramowitz and Stegun 7.1.26; its error is below 1.5e-7. */
function erfc(x) {
  const sign = Math.sign(x)
  const t = 1 / (1 + 0.3275911 * Math.abs(x))
  const poly =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return 1 - sign * (1 - poly * Math.exp(-x * x))
}

/** A measure's score: the share of a log-normal curve above it. */
function scoreOf({ p10, median }, value) {
  if (value <= 0) return 1
  const standard = 0.9061938024368232 // of the 90th percentile, times the root of two
  return erfc((Math.log(value / median) / Math.log(median / p10)) * standard) / 2
}

/** Lighthouse's score, without its speed index, which needs a film of the page: 0 to 100. */
export function score(vitals) {
  const parts = Object.entries(curves)
  const sum = parts.reduce((total, [name, curve]) => total + curve.weight * scoreOf(curve, vitals[name]), 0)
  return (100 * sum) / parts.reduce((total, [, { weight }]) => total + weight, 0)
}

/** Begins to note, before the page's own scripts, what it paints, shifts and holds up. */
export function watchVitals(page) {
  return page.addInitScript(() => {
    const seen = { lcp: 0, cls: 0, tasks: [], events: [] }
    window.vitalsSeen = seen
    const on = (type, each, more) =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({
        type,
        buffered: true,
        ...more,
      })
    on('largest-contentful-paint', (entry) => {
      seen.lcp = entry.startTime
    })
    on('layout-shift', (entry) => {
      if (!entry.hadRecentInput) seen.cls += entry.value
    })
    on('longtask', (entry) => seen.tasks.push([entry.startTime, entry.duration]))
    on('event', (entry) => entry.interactionId && seen.events.push([entry.name, entry.duration]), {
      durationThreshold: 16,
    })
  })
}

/** First and largest paint, time blocked after the first (what each task takes beyond 50 ms), and shift. */
export function vitalsOf(page) {
  return page.evaluate(() => {
    const { lcp, cls, tasks } = window.vitalsSeen
    const fcp = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
    const tbt = tasks
      .filter(([start]) => start > fcp)
      .reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0)
    return { fcp, lcp: Math.max(lcp, fcp), tbt, cls }
  })
}

/** From a key or a click to the next paint: of those so far that took 16 ms and more, in milliseconds. */
export const takeInteractions = (page) =>
  page.evaluate(() => window.vitalsSeen.events.splice(0).map(([, duration]) => duration))
