// Journeys run in Debian's Chromium, headless, two at a time at most: machines here are small.
import { defineConfig } from "@playwright/test";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results/artifacts",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // A journey that passes only when repeated has failed.
  retries: 0,
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  use: {
    viewport: { width: 1280, height: 860 },
    locale: "en-GB",
    timezoneId: "UTC",
    // What fades in is half transparent for a while, longer on a slow machine, and fails its contrast.
    reducedMotion: "reduce",
    // A trace costs two fifths of a journey's time; ask for one with `--trace on`. What failed
    // leaves a picture and the page in words.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        // Containers run as root, where Chromium's own sandbox cannot.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        // No calls home: nothing answers, and refusals would fill the log.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
