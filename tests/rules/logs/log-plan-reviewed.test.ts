import { describe } from 'vitest';
import noConsoleLogging from '../../../rules/logs/no-console-logging.js';
import noInterpolatedMessage from '../../../rules/logs/no-interpolated-message.js';
import { lines, ruleTester as tester } from '../rule-tester.js';

const PINO = "import pino from 'pino';\nconst logger = pino();\n";

const rewritten = (name: string, before: string, after: string) => ({
  name,
  code: PINO + before,
  output: PINO + after,
  errors: 1,
});
const left = (name: string, code: string) => ({ name, code: PINO + code, output: null, errors: 1 });

describe('what reviewers refused', () => {
  tester.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      left(
        'what is stored of somebody is no text: a field would show all of it',
        'const user = await users.find(name); logger.info(`Signed in ${user}`);',
      ),
      left(
        'the same, loaded by a function of the project',
        'const load = async (id) => (await db.find(id)).rows[0]; const user = await load(name); logger.info(`Signed in ${user}`);',
      ),
      rewritten(
        'labels that are a list',
        'logger.info(`Connect OK: ${connectOk}, Schema OK: ${schemaOk}`);',
        "logger.info({ connectOk, schemaOk }, 'Connect OK: {connectOk}, Schema OK: {schemaOk}');",
      ),
      rewritten(
        'the answer to a question',
        'logger.info(`File scanned. Is it infected? ${isInfected}`);',
        "logger.info({ isInfected }, 'File scanned. Is it infected? {isInfected}');",
      ),
      rewritten(
        'the status of an answer that is an error',
        'logger.warn(`API returned error: ${result.status} ${result.statusText}`);',
        "logger.warn({ status: result.status, statusText: result.statusText }, 'API returned error');",
      ),
      rewritten(
        'the code of an error is its own',
        'logger.warn(`API returned error ${code}`);',
        "logger.warn({ errorCode: code }, 'API returned error');",
      ),
      rewritten(
        'what a function sums up',
        'logger.warn(`Chat failed: ${summarizeLimits(limits)}`);',
        "logger.warn({ limits: summarizeLimits(limits) }, 'Chat failed');",
      ),
      rewritten(
        'an amount that is written in a format',
        'logger.info(`Still missing: ${Utils.formatAmountInBtc(wanted - paid)}`);',
        "logger.info({ amountInBtc: Utils.formatAmountInBtc(wanted - paid) }, 'Still missing');",
      ),
      rewritten(
        'what has no id, where the text says that it has none',
        'logger.warn(`can not get operationId: ${operation}`);',
        "logger.warn({ operation }, 'can not get operationId');",
      ),
      rewritten(
        'an id of another name than that of its key',
        'logger.warn(`Stored for customerId: ${customerRef}`);',
        "logger.warn({ customerId: customerRef }, 'Stored for customerId: {customerId}');",
      ),
      rewritten(
        'how many transactions there are',
        'logger.info(`Stored ${lastTxs.length} txs`);',
        "logger.info({ lastTxCount: lastTxs.length }, 'Stored {lastTxCount} txs');",
      ),
      rewritten(
        'what many things have each',
        "logger.info(`selected stores: ${stores.names.join(', ')}`);",
        "logger.info({ storeNames: stores.names.join(', ') }, 'selected stores');",
      ),
      rewritten(
        'what is taken of each of many',
        "logger.info(`Fixing albums ${allAlbums.map((album) => album.id).join(',')}`);",
        "logger.info({ albumIds: allAlbums.map((album) => album.id).join(',') }, 'Fixing albums');",
      ),
      rewritten(
        'the same, taken apart, by its own name',
        "logger.info(`Notified: ${users.map(({ email }) => email).join(',')}`);",
        "logger.info({ emails: users.map(({ email }) => email).join(',') }, 'Notified');",
      ),
      rewritten(
        'what is made of each of many is called as they are',
        "logger.info(`Notified ${users.map((user) => mailOf(user)).join(',')}`);",
        "logger.info({ users: users.map((user) => mailOf(user)).join(',') }, 'Notified {users}');",
      ),
      rewritten(
        'an index after what all are in',
        'logger.info(`Adding ${name} from data (${i}/${tracks.length})`);',
        "logger.info({ name, index: i, trackCount: tracks.length }, 'Adding {name} from data');",
      ),
      rewritten(
        'what is set, by its own name',
        'logger.info(`Set ${key} and ${id}`);',
        "logger.info({ key, id }, 'Set {key} and {id}');",
      ),
      rewritten(
        'a set that has an id',
        'logger.info(`Loaded set ${id}`);',
        "logger.info({ setId: id }, 'Loaded set');",
      ),
      rewritten(
        'a tag in parentheses is no path',
        'logger.info(`(STORAGE/${this.name}) Renaming file ${file}`);',
        "logger.info({ name: this.name, file }, '(STORAGE/{name}) Renaming file');",
      ),
      rewritten(
        'a path in parentheses is none of the text',
        'logger.info(`Renaming (storage/${name})`);',
        "logger.info({ path: `storage/${name}` }, 'Renaming');",
      ),
      left(
        'words of one branch, with a value in them',
        'logger.info(`Retrying ${n}/${max}${isLast ? "" : `, again in ${wait} seconds`}`);',
      ),
      left(
        'words of both branches, in colours',
        "import chalk from 'chalk'; logger.info(`${again ? chalk.grey('Restored') : chalk.green('Solved')} ${id}`);",
      ),
      left(
        'words of both branches, with values in them',
        'logger.info(`Cache ${found ? `hit for ${key}` : `miss for ${other}`}`);',
      ),
      rewritten(
        'a choice of two paths',
        'logger.info(`Sending ${local ? `/a/${id}` : `/b/${id}`}`);',
        "logger.info({ id: local ? `/a/${id}` : `/b/${id}` }, 'Sending {id}');",
      ),
      rewritten(
        'a value of the same name that is handed over',
        'const run = (user) => logger.info(`Signed in ${user}`);',
        "const run = (user) => logger.info({ user }, 'Signed in {user}');",
      ),
      rewritten(
        'what is counted is no record of somebody',
        'const total = await users.count(name); logger.info(`Signed in ${total}`);',
        "const total = await users.count(name); logger.info({ total }, 'Signed in {total}');",
      ),
      rewritten(
        'capitals in a row are one word of a name: of a setting',
        'logger.warn(`Unknown engine DEFAULT_ENGINE=${value}. Using the default`);',
        "logger.warn({ defaultEngine: value }, 'Unknown engine. Using the default');",
      ),
      rewritten(
        'a regular expression in its slashes is no path',
        'logger.info(`Listener matched /${listener.regex}/gi`);',
        "logger.info({ regex: `/${listener.regex}/gi` }, 'Listener matched {regex}');",
      ),
      rewritten(
        'the same, where the text says so: it stays text, as an object it would be empty',
        'logger.info(`Rule matched regex /${rule.pattern}/`);',
        "logger.info({ regex: `/${rule.pattern}/` }, 'Rule matched regex');",
      ),
      rewritten(
        'what was done with some is how many there are',
        'logger.info(`${failed.length} of them left`);',
        "logger.info({ failedCount: failed.length }, '{failedCount} of them left');",
      ),
      rewritten(
        'what is to be done with some is how many there are',
        'logger.info(`${toStart.length} of them left`);',
        "logger.info({ toStartCount: toStart.length }, '{toStartCount} of them left');",
      ),
      rewritten(
        'what a text was made into is as long as it is',
        'logger.info(`Sending ${encoded.length} of them`);',
        "logger.info({ encodedLength: encoded.length }, 'Sending {encodedLength} of them');",
      ),
      rewritten(
        'many of which is said where they are',
        'logger.info(`${newRowsInPart.length} of them left`);',
        "logger.info({ newRowsInPartCount: newRowsInPart.length }, '{newRowsInPartCount} of them left');",
      ),
      rewritten(
        'what has died has no code',
        'logger.info(`Worker ${pid} died with code ${code}, again`);',
        "logger.info({ processId: pid, code }, 'Worker {processId} died with code {code}, again');",
      ),
      rewritten(
        'the singular of analyses',
        'logger.info(`Starting ${batch.length} analyses at once`);',
        "logger.info({ analysisCount: batch.length }, 'Starting {analysisCount} analyses at once');",
      ),
      rewritten(
        'what is known of a file has a size, and is not counted',
        'logger.info(`Stored ${inputStats.size} of it`);',
        "logger.info({ fileSize: inputStats.size }, 'Stored {fileSize} of it');",
      ),
      rewritten(
        'how something went has no label of its own',
        'logger.error(`pipeline error (${item.label})`);',
        "logger.error({ label: item.label }, 'pipeline error');",
      ),
      rewritten(
        'a success has no key',
        'logger.info(`Download Success ${key}`);',
        "logger.info({ key }, 'Download Success');",
      ),
      rewritten(
        'results hold what they are of',
        'logger.info(`Up again: ${verificationResults.succeeded}`);',
        "logger.info({ verificationSucceeded: verificationResults.succeeded }, 'Up again');",
      ),
      rewritten(
        'a word in the plural is no number of seconds',
        'logger.info(`Deleting ${type}s from index`);',
        "logger.info({ type }, 'Deleting {type}s from index');",
      ),
      rewritten(
        'a number of seconds is one',
        'logger.info(`Trying again in ${delay}s, as asked`);',
        "logger.info({ delaySeconds: delay }, 'Trying again in {delaySeconds}s, as asked');",
      ),
      rewritten(
        'one of many that a name says more of is called as one',
        'logger.info(`Created folder ${foldersToCreate[i]} of the site`);',
        "logger.info({ folderToCreate: foldersToCreate[i] }, 'Created folder {folderToCreate} of the site');",
      ),
      rewritten(
        'a folder between slashes is a path',
        'logger.info(`Serving /${site.folder}/`);',
        "logger.info({ path: `/${site.folder}/` }, 'Serving {path}');",
      ),
      rewritten(
        'the same, of an acronym',
        'logger.info(`Loaded model ${models.HTTPModel}`);',
        "logger.info({ httpModel: models.HTTPModel }, 'Loaded model');",
      ),
      rewritten(
        'the same, of several of what an acronym stands for',
        'logger.info(`Opened ${page.URLs}`);',
        "logger.info({ pageUrls: page.URLs }, 'Opened {pageUrls}');",
      ),
      rewritten(
        'values in a row, each after its noun, all stay',
        'logger.info(`Denied connection ${connection} client id ${clientId}, role ${role}.`);',
        "logger.info({ connection, clientId, role }, 'Denied connection {connection} client id {clientId}.');",
      ),
      rewritten(
        'a noun after a verb is cut as before',
        'logger.info(`User ${name} opened file ${fileName}`);',
        "logger.info({ userName: name, fileName }, 'User {userName} opened file');",
      ),
      rewritten(
        'a participle of the value stays with what it says',
        'logger.warn(`Plugin is missing value ${name} used in ${scope}.`);',
        "logger.warn({ valueName: name, scope }, 'Plugin is missing value {valueName} used in {scope}.');",
      ),
      rewritten(
        'a participle that is the verb of its sentence ends it',
        'logger.info(`Job ${jobId} finished in ${took}ms`);',
        "logger.info({ jobId, tookMs: took }, 'Job {jobId} finished');",
      ),
      rewritten(
        'what expires at a time does not just expire',
        'logger.info(`Refreshed token expires at ${expiry}.`);',
        "logger.info({ expiry }, 'Refreshed token expires at {expiry}.');",
      ),
      rewritten(
        'what happened at a time did happen',
        'logger.info(`Token refreshed at ${expiry}.`);',
        "logger.info({ expiry }, 'Token refreshed.');",
      ),
      rewritten(
        'an element that is a field already is no field again',
        'logger.info({ type: kinds[i] }, `Loading rules for ${kinds[i]}.`);',
        "logger.info({ type: kinds[i] }, 'Loading rules.');",
      ),
      rewritten(
        'an element that is taken by a call may be another',
        'logger.info({ type: kinds[next()] }, `Loading rules for ${kinds[next()]}.`);',
        "logger.info({ type: kinds[next()], kind: kinds[next()] }, 'Loading rules.');",
      ),
      rewritten(
        'a length that the text calls by its own name is a count',
        'logger.info(`Loaded ${rules.private.length} private rules`);',
        "logger.info({ ruleCount: rules.private.length }, 'Loaded {ruleCount} private rules');",
      ),
      rewritten(
        'a length before a word that is no plural',
        'logger.info(`Loaded ${all.private.length} private & ${all.public.length} public`);',
        "logger.info(\n  { privateCount: all.private.length, publicCount: all.public.length },\n  'Loaded {privateCount} private & {publicCount} public',\n);",
      ),
      rewritten(
        'the protocol of an address is part of it',
        'logger.info(`API running at ${protocol}://${host}:${port}${base ?? ""}`);',
        'logger.info({ url: `${protocol}://${host}:${port}${base ?? ""}` }, \'API running\');',
      ),
      rewritten(
        'what is only added where there is a value',
        "logger.info(`loading rules ${type ? 'for ' + type + '.' : '.'}`);",
        "logger.info({ type }, 'loading rules.');",
      ),
      left(
        'words that are only added where there is a value',
        "logger.info(`loading rules ${type ? 'only of kind ' + type : '.'}`);",
      ),
      rewritten(
        'a sum is no text that is added',
        "logger.info(`loading rules: ${more ? count + more : ''}`);",
        "logger.info({ rules: more ? count + more : '' }, 'loading rules');",
      ),
      rewritten(
        'columns are none of a record',
        'logger.info(`Fetching order ${orderId.padEnd(20)}`);',
        "logger.info({ orderId }, 'Fetching order');",
      ),
      rewritten(
        'zeros before a number are part of it',
        "logger.info(`Fetching order ${orderId.padStart(8, '0')}`);",
        "logger.info({ orderId: orderId.padStart(8, '0') }, 'Fetching order');",
      ),
      rewritten(
        'a prefix that is handed in is text',
        'const f = (prefix) => logger.info(`${prefix}Executing "${method}" callback`);',
        'const f = (prefix) => logger.info({ method }, `${prefix}Executing {method} callback`);',
      ),
      rewritten(
        'what holds the data of a thing is none itself',
        'logger.info(`Executing "${requestData.method}" of ${orderInfo.title}`);',
        "logger.info(\n  { method: requestData.method, orderTitle: orderInfo.title },\n  'Executing {method} of {orderTitle}',\n);",
      ),
      rewritten(
        'names that overlap are joined once',
        'logger.warn(`function of ${a.func.name} and function of ${entry.sameFunc.func.name} differ`);',
        "logger.warn(\n  { funcName: a.func.name, sameFuncName: entry.sameFunc.func.name },\n  'function of {funcName} and function of {sameFuncName} differ',\n);",
      ),
      rewritten(
        'a joined list that is a field already',
        'logger.info({ keys }, `User has none of [${keys.join()}] permissions`);',
        "logger.info({ keys }, 'User has none of [{keys}] permissions');",
      ),
      rewritten(
        'a joined list of another field',
        'logger.info({ ids }, `User has none of [${keys.join()}] permissions`);',
        "logger.info({ ids, keys: keys.join() }, 'User has none of [{keys}] permissions');",
      ),
      rewritten(
        'an error’s own short name',
        'logger.info(`Index differs: ${error.errno}`);',
        "logger.info({ errno: error.errno }, 'Index differs');",
      ),
      rewritten(
        'what was broken to fit its old place',
        'logger.info(`GraphQL listening (port ${port ||\n  "unknown"}) again`);',
        'logger.info({ port: port || "unknown" }, \'GraphQL listening (port {port}) again\');',
      ),
      rewritten(
        'an error that is the first argument and ends the text',
        "process.on('uncaughtException', (err) => logger.error(err, 'Caught exception: ' + err));",
        "process.on('uncaughtException', (err) => logger.error({ err }, 'Caught exception'));",
      ),
      rewritten(
        'a file whose objects end without a comma',
        'const o = {\n  a: 1,\n  b: first\n};\nlogger.info(`Order ${order.identifier} of ${customer.identifier} was shipped to ${address.identifier} and ${other}`);',
        "const o = {\n  a: 1,\n  b: first\n};\nlogger.info(\n  {\n    orderIdentifier: order.identifier,\n    customerIdentifier: customer.identifier,\n    addressIdentifier: address.identifier,\n    other\n  },\n  'Order {orderIdentifier} of {customerIdentifier} was shipped to {addressIdentifier} and {other}'\n);",
      ),
      rewritten(
        'what is drawn around a text',
        'logger.info(`######## Worker ${workerId} started ########`);',
        "logger.info({ workerId }, 'Worker {workerId} started');",
      ),
    ] as never,
  });
  tester.run('no-console-logging', noConsoleLogging, {
    valid: [],
    invalid: [
      {
        name: 'an error that is expected is none to whoever is on duty',
        code:
          PINO + lines('try {', '  run();', '} catch (err) {', "  console.log('OK, ignored: ', err);", '}'),
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.info({ err }, 'OK, ignored');", '}'),
        errors: 1,
      },
      {
        name: 'an error that is not',
        code:
          PINO + lines('try {', '  run();', '} catch (err) {', "  console.log('Okta failed: ', err);", '}'),
        output:
          PINO +
          lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'Okta failed');", '}'),
        errors: 1,
      },
      {
        name: 'the word for the error goes with it',
        code: PINO + 'try { open(); } catch (e) { console.error(`Opening the file, error: ${e}`); }',
        output: PINO + "try { open(); } catch (e) { logger.error({ err: e }, 'Opening the file'); }",
        errors: 1,
      },
      {
        name: 'a record that is printed as JSON keeps its message',
        code:
          PINO +
          lines(
            'function store(id) {',
            "  console.error(JSON.stringify({ message: 'Order not stored', orderId: id }));",
            '}',
          ),
        output:
          PINO + lines('function store(id) {', "  logger.error({ orderId: id }, 'Order not stored');", '}'),
        errors: 1,
      },
      {
        name: 'a record whose message is made elsewhere stays what it is',
        code:
          PINO +
          lines(
            'function storeOrder(message, id) {',
            '  console.error(JSON.stringify({ message, orderId: id }));',
            '}',
          ),
        output:
          PINO +
          lines(
            'function storeOrder(message, id) {',
            "  logger.error({ message, orderId: id }, 'storeOrder failed');",
            '}',
          ),
        errors: 1,
      },
      {
        name: 'a method that is called for an error is not what has failed',
        code: PINO + 'each(orders).error((err) => { console.error(err.message); });',
        output: null,
        errors: 1,
      },
      {
        name: 'what is waited for is',
        code: PINO + 'sync(orders).catch((err) => { console.error(err.message); });',
        output: PINO + "sync(orders).catch((err) => { logger.error({ err }, 'sync failed'); });",
        errors: 1,
      },
      {
        name: 'a function that answers with an error does not fail because it has one',
        code: PINO + 'function sendError(res) { const error = make(); console.error(error); }',
        output: null,
        errors: 1,
      },
      {
        name: 'a value that is too long for its line goes to the next, as Prettier has it',
        code:
          PINO +
          "function retry() {\n  console.warn('Retrying request', { count, requestIdentifier: request.headers && request.headers['X-Some-Rather-Long-Request-Identifier'] });\n}\n",
        output:
          PINO +
          lines(
            'function retry() {',
            '  logger.warn(',
            '    {',
            '      count,',
            '      requestIdentifier:',
            "        request.headers && request.headers['X-Some-Rather-Long-Request-Identifier'],",
            '    },',
            "    'Retrying request',",
            '  );',
            '}',
            '',
          ),
        errors: 1,
      },
    ] as never,
  });
});
