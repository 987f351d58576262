// Runs the handler of a canary once, and says how that ended in a line of JSON.
const { steps } = require('@aws/synthetics-core');

require('./index.js')
  .handler()
  .then(
    () => ({ passed: true, message: '' }),
    (error) => ({ passed: false, message: error.message }),
  )
  .then((outcome) => console.log(JSON.stringify({ ...outcome, steps })));
