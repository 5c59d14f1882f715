import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{grammar,src,rules,test}/**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    testTimeout: 60_000,
    pool: 'threads',
  },
})
