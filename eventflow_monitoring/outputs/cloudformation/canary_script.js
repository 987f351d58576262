// What a canary runs. The line before this one says what it checks: `CHECK`.
//
// An error that the handler throws fails the run, and its message stands with the run (CloudWatch User
// Guide, "Library functions available for Node.js canary": executeStep). Nothing but the user agent and
// the step is taken from the library: the request is Node.js's own.
const http = require('node:http');
const https = require('node:https');
const core = require('@aws/synthetics-core');

const synthetics = core.synthetics ?? core;

exports.handler = () => synthetics.executeStep(CHECK.name, check);

async function check() {
  const answer = await get();
  const wrong = [...wrongStatus(answer), ...wrongBody(answer)];
  if (wrong.length > 0) {
    throw new Error(`GET ${CHECK.url}: ${wrong.join('; ')}`);
  }
}

// Returns the status, the headers and the text of the response, all of it within the timeout.
function get() {
  return new Promise((resolve, reject) => {
    let received = 'none';
    const fail = (got) => {
      clearTimeout(timer);
      request.destroy();
      const wanted = `expected a response within ${CHECK.timeout} s`;
      reject(new Error(`GET ${CHECK.url}: ${wanted}, got ${got}`));
    };
    const options = {
      // A connection that was kept from the last run may be dead by now.
      agent: false,
      headers: {
        accept: 'application/json',
        'user-agent': synthetics.getCanaryUserAgentString(),
      },
    };
    const client = CHECK.url.startsWith('https:') ? https : http;
    const request = client.get(CHECK.url, options, (response) => {
      const chunks = [];
      let length = 0;
      received = `status ${response.statusCode} and a part of the body`;
      response.on('data', (chunk) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > CHECK.maxBody) {
          fail(`more than ${CHECK.maxBody} bytes`);
        }
      });
      response.on('error', (error) => fail(`${received} (${error.code ?? error.message})`));
      response.on('end', () => {
        clearTimeout(timer);
        const { statusCode: status, headers } = response;
        resolve({ status, headers, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.on('error', (error) => fail(error.code ? `${error.code} (${error.message})` : error.message));
    const timer = setTimeout(() => fail(received), CHECK.timeout * 1000);
  });
}

function wrongStatus({ status, headers }) {
  if (status === CHECK.status) {
    return [];
  }
  const to = headers.location === undefined ? '' : ` (to ${shown(headers.location)})`;
  return [`expected status ${CHECK.status}, got ${status}${to}`];
}

function wrongBody({ status, headers, text }) {
  const wrong = [];
  if (CHECK.searchString !== null && !text.includes(CHECK.searchString)) {
    wrong.push(`expected ${shown(CHECK.searchString)} in the body, got ${shown(text)}`);
  }
  if (CHECK.expected.length === 0) {
    return wrong;
  }
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    // The page of an error that something in front of the service made says no more than its status.
    if (status === CHECK.status) {
      const type = headers['content-type'] ?? 'no content type';
      wrong.push(`expected JSON, got ${shown(text)} (${type})`);
    }
    return wrong;
  }
  for (const [path, expected] of CHECK.expected) {
    const value = valueAt(body, path);
    if (!says(expected, value)) {
      wrong.push(`expected ${path} to be ${expected}, got ${shown(value)}`);
    }
  }
  return wrong;
}

function valueAt(body, path) {
  let value = body;
  for (const part of path.split('.')) {
    const known = Array.isArray(value)
      ? /^(0|[1-9][0-9]{0,8})$/.test(part) && Number(part) < value.length
      : typeof value === 'object' && value !== null && Object.hasOwn(value, part);
    if (!known) {
      return undefined;
    }
    value = value[part];
  }
  return value;
}

function says(expected, value) {
  switch (typeof value) {
    case 'string':
      return value === expected;
    case 'number':
      return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(expected) && Number(expected) === value;
    case 'boolean':
      return String(value) === expected;
    default:
      return value === null && expected === 'null';
  }
}

function shown(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= 100 ? text : `${text.slice(0, 97)}...`;
}
