// What stands in for the Synthetics library: executeStep and getCanaryUserAgentString, which do what the
// CloudWatch User Guide says ("Library functions available for Node.js canary"), without the metrics.
const steps = [];

const synthetics = {
  getCanaryUserAgentString: () => 'CloudWatchSynthetics/test',
  async executeStep(name, run) {
    try {
      const returned = await run();
      steps.push({ name, passed: true });
      return returned;
    } catch (error) {
      steps.push({ name, passed: false });
      throw error;
    }
  },
};

module.exports = process.env.BARE_LIBRARY ? { ...synthetics, steps } : { synthetics, steps };
