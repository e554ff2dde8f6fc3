import { describe, expect, it } from 'vitest';
import { Message, type Piece } from '../../../../src/model/text/prose/message.js';

/** A message with `{name}` for each value, `|` between arguments; `{!name}` is the error. */
function write(written: string): string {
  const names: string[] = [];
  const errors = new Set<number>();
  const pieces = written.split(/(\{!?\w+\}|\|)/).map((text): Piece => {
    if (text === '|') return { gap: true };
    const name = /^\{(!?)(\w+)\}$/.exec(text);
    if (!name) return { text };
    const number = names.push(name[2] ?? '') - 1;
    if (name[1] === '!') errors.add(number);
    return { value: number };
  });
  const pieceText = new Message(pieces).write({
    name: (number) => names[number] ?? '',
    isError: (number) => errors.has(number),
  });
  return pieceText.map((piece) => ('text' in piece ? piece.text : '')).join('');
}

describe('what an error says at the end goes', () => {
  it.each([
    ['after a value with its key', 'Count failed for tenant={tenant}: {!err}', 'Count failed'],
    ['after a value with its label', 'Count failed for tenant: {tenant}: {!err}', 'Count failed'],
    [
      'after words that go on after a value',
      'Failed to add {video} to the list: {!err}',
      'Failed to add {video} to the list',
    ],
    [
      'with the words that announce it',
      'Could not reach {host} with error: {!err}',
      'Could not reach {host}',
    ],
    ['in a sentence of its own', 'Payment failed. Error: {!err}', 'Payment failed.'],
    [
      'with its word, capitalised in the middle',
      'cannot pay, trying again Error: {!err}',
      'cannot pay, trying again',
    ],
    ['but not a word of the sentence', 'JSON Parse Error: {!err}', 'JSON Parse Error'],
    ['but not what alone says that something failed', 'syncOrders Error: {!err}', 'syncOrders Error'],
    [
      'with its key, among others',
      'Edit failed: code={code} msg={!err} size={size} - payload: a={a} b={b}',
      'Edit failed: code={code} size={size} - payload: a={a} b={b}',
    ],
    [
      'but not a key of something else',
      'Edit failed: code={!err} size={size} for all',
      'Edit failed: code={err} size={size} for all',
    ],
    [
      'in a sentence of its own, before another',
      'Payment failed. Reason: {!err}. Retrying',
      'Payment failed. Retrying',
    ],
    [
      'but not what follows that is no error',
      'Sent {tag} to client: {client}',
      'Sent {tag} to client: {client}',
    ],
    ['with the brackets around it', 'Error updating metadata: [[{!err}]]', 'Error updating metadata'],
    [
      'after a tag that it is glued to',
      'request failed {method} [data]{!err}',
      'request failed {method} [data]',
    ],
    ['after a value in quotes', 'Invalid rule: "{rule}"|{!err}', 'Invalid rule'],
    ['but not behind a word that hands it on', 'Sync of {id} got {!err}', 'Sync of {id} got {err}'],
    ['nor behind that and a colon', 'Unexpected answer, got: {!err}', 'Unexpected answer, got: {err}'],
    ['nor from a label after a value', 'Input: {id} Output {!err}', 'Input: {id} Output {err}'],
    ['nor from a label of its own', 'Query failed. Output: {!err}', 'Query failed. Output: {err}'],
    ['with what an error is said with', 'Query of {id} failed. Error {!err}', 'Query of {id} failed.'],
    ['with its details', 'Query of {id} failed. Details: {!err}', 'Query of {id} failed.'],
    ['but not words that say more', 'Payment failed. Got an error: {!err}', 'Payment failed. Got an error'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('what an error says inside a sentence goes', () => {
  it.each([
    ['after its word', 'Network error "{!err}", retrying in {delay}', 'Network error, retrying in {delay}'],
    [
      'after a colon',
      'Attempt {attempt}: Network failed: {!err}, retrying',
      'Attempt {attempt}: Network failed, retrying',
    ],
    ['in brackets', 'Failed ({!err}) for order {id} again', 'Failed for order {id} again'],
    [
      'in a bracket with its word',
      '[META] [CONTRACT {contract}] [ERROR {!err}]',
      '[META] [CONTRACT {contract}] [ERROR]',
    ],
    ['but not what the sentence is about', 'Ignored {!err} of {name} today', 'Ignored {err} of {name} today'],
    ['but not what says how something is', 'The order is: {!err}', 'The order is: {err}'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('what stays of a sentence', () => {
  it.each([
    [
      'with a noun of two parts',
      'Processing claim {claimId} with status of {claimStatus}',
      'Processing claim {claimId} with status of {claimStatus}',
    ],
    ['with what is done to it', 'Duplicate found, Removing {id}', 'Duplicate found, Removing {id}'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('prepositions of other languages', () => {
  it.each([
    ['tie a value at the end', 'Falha no servidor para {location}', 'Falha no servidor'],
    ['do not stand without it', 'Tentando de novo em {delayMs}...', 'Tentando de novo...'],
    ['of Spanish', 'Mensaje enviado por {worker}', 'Mensaje enviado'],
    ['of German', 'Nachricht gelesen von {topic}', 'Nachricht gelesen'],
    ['of French', 'Message écrit dans {topic}', 'Message écrit'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('a value at the end stays', () => {
  it.each([
    ['in a range', 'Scanned blocks {first} to {last}', 'Scanned blocks {first} to {last}'],
    ['in a range of one kind', 'Scanned {firstBlock} to {lastBlock}', 'Scanned {firstBlock} to {lastBlock}'],
    ['but not a target', 'Uploaded file {file} to {folder}', 'Uploaded file'],
    [
      'with the key of a thing that is none without',
      'Updated {name} with row id = {id}',
      'Updated {name} with row id = {id}',
    ],
    ['in a row of keys', 'Task - ID: {id} TYPE: {type} Error:|{!err}', 'Task - ID: {id} TYPE: {type}'],
    ['after the year where a range begins', 'Shop 2021 - {year}', 'Shop 2021 - {year}'],
    ['in a row of arguments', 'pk|{pk}|sk|{sk}', 'pk {pk} sk {sk}'],
    ['without the sign of an amount', 'Charged ${total} to the card', 'Charged {total} to the card'],
    [
      'after what is counted',
      'Consents linked to many people: {peopleCount}',
      'Consents linked to many people',
    ],
    [
      'after what it is a part of',
      'Read all keys of workbook: {workbookSheetKeys}',
      'Read all keys of workbook',
    ],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('a value at the end goes', () => {
  it.each([
    ['with its key', 'Order stored, id={id}', 'Order stored'],
    ['in a sentence of keys alone', 'Egress started. userId={userId} room="{roomId}"', 'Egress started.'],
    ['in a sentence of the key of an error', 'Vote lost. aErr = {!err}', 'Vote lost.'],
    [
      'but not under a key that its name lacks',
      'Already started. old={region} {host}',
      'Already started. old={region} {host}',
    ],
    ['with its key, after another value', 'No status of hook {hookId} url: {url}', 'No status'],
    ['with the key of an error', 'Order lost: id={id}, err={!err}', 'Order lost'],
    ['with the key of an error, before an argument', 'Order lost: id={id} err=|{!stack}', 'Order lost'],
    ['but not the word that alone says something', '{path} - error: {!err}', '{path} - error'],
    ['but not that word, before an argument', '{path} - error:|{!err}', '{path} - error'],
    ['with its key, where a word says something', '{path} lost - error: {!err}', '{path} lost'],
    ['with its keys', 'Order stored id={id} total={total}', 'Order stored'],
    ['with its keys, after one word', 'login user={user} ok={ok}', 'login'],
    ['with the sign of an amount', 'Order stored: total=${total}', 'Order stored'],
    ['with its connective, after a full stop', 'Sent to {mongo}. for {order}', 'Sent to {mongo}.'],
    ['with the noun of which it is a part', 'Could not read for order: {orderName}', 'Could not read'],
    ['with a colon', 'Plugin loaded: {pluginName}', 'Plugin loaded'],
    ['in brackets', 'Order stored ({id})', 'Order stored'],
    ['in brackets under its noun', 'Connection lost (attempt {attempt})', 'Connection lost'],
    ['in quotes', 'Created the topic "{topicName}"', 'Created the topic'],
    ['with its connective', 'Server listening on {host}', 'Server listening'],
    ['with its connective and its noun', 'Server listening on port {port}', 'Server listening'],
    ['after its noun', 'Failed to load order {orderId}', 'Failed to load order'],
    ['with a label between colons', 'Quick install: Name: {newName} | Download: {download}', 'Quick install'],
    ['but not a label of several words', 'Sync: Order hashes: {orderHashes}', 'Sync: Order hashes'],
    ['which is the error, after a bracket', '[Worker destroy() Error]|{!err}', '[Worker destroy() Error]'],
    ['after a tag of several words', '[SEARCH ERROR]|{detail}', '[SEARCH ERROR]'],
    ['but not after a tag of one', '[search]|{detail}', '[search] {detail}'],
    ['after an arrow', 'Result ---> {result}', 'Result'],
    ['but not the end of an arrow between two', 'Moved {from} -> {to}', 'Moved {from} -> {to}'],
    ['with the sign of a number', 'Prospects #|{prospectCount}', 'Prospects'],
    ['which the only word calls', 'event {event}', 'event'],
    ['but not one of which the word is not the name', 'event {record}', 'event {record}'],
    ['before an error at the head, as an argument', '{!err}|Error {errorStatus}', 'Error {errorStatus}'],
    ['with a label after a colon', 'Logout: userId|{userId}', 'Logout'],
    ['with a label of the error after a colon', 'Logout: error|{!err}', 'Logout'],
    ['but not a participle', 'Forced: freed {freedMb}MB', 'Forced: freed {freedMb}MB'],
    ['but not a label after a tag alone', '[auth]: error|{!err}', '[auth]: error'],
    ['with an arrow', 'Order error → {!err}', 'Order error'],
    ['with its unit', 'Cache warmed in {tookMs}ms', 'Cache warmed'],
    [
      'of a sentence in the middle',
      'Gap found at height {height}. Reseting index...',
      'Gap found. Reseting index...',
    ],
    ['as an argument', 'Users|{users}', 'Users'],
    ['with a sentence of its own', 'Import done. {result}', 'Import done.'],
    [
      'with a sentence that is its key',
      'Import of {job} failed. Reason: {failedReason}',
      'Import of {job} failed.',
    ],
    ['after the word of another sentence', 'Import failed. Retrying: {attempt}', 'Import failed. Retrying'],
    ['with a list of keys', 'Cannot compute; recordId: {recordId}, {!err}', 'Cannot compute'],
    ['the error, glued to a word', 'jsonToText{!err}', 'jsonToText'],
    ['with a list of keys of its own', 'Limit hit. Used: {used}, Limit: {limit}', 'Limit hit.'],
    [
      'with a list of keys in the middle',
      'Limit hit for block {block}; Gas used: {gasUsed}, Gas limit: {gasLimit}; clamping',
      'Limit hit; clamping',
    ],
    [
      'and the mark stays',
      'Reconnecting to {host}: no answer from server {server}!',
      'Reconnecting to {host}: no answer!',
    ],
  ])('%s', (_, written, message) => expect(write(written)).toBe(message));
});

describe('a value stays in its sentence', () => {
  it.each([
    ['in the middle', 'Request to {endpoint} succeeded after {retries} retries'],
    ['as its subject', '{breakerName} circuit breaker opened'],
    ['as its object', 'User {userId} deleted {file}'],
    ['after a verb', 'Loading {id}'],
    ['after `is`', 'Cache is {state}'],
    ['after `after`', 'Polling for block after height {dbHeight}'],
    ['after one word', 'Listening on {port}'],
    ['with the value that it is told from', 'Moved file from {source} to {target}'],
    ['as one of so many', 'Retry {attempt} of {max}'],
    ['glued to a word', 'Using api v{version}'],
    ['as a list of keys', 'input={input} output={output}'],
    ['between marks', '[app]: [{id}]: added'],
    ['after a noun that is its verb', 'Unable to order {orderId}'],
    ['after a particle', 'User logged in as {userName}'],
    ['after a key joined by `and`', 'Configured to REST url: {restUrl} and Web3 url: {web3Url}'],
    ['after a key joined by `to`', 'Sending from tag: {tag} to client: {client}'],
    [
      'as the last of keys in a row',
      'Failed to compose pad: {padId} startrev: {startrev} current rev: {rev}',
    ],
    ['after a verb that is none without `with`', '{path} does not end with {suffix}'],
    ['with the part that it is in', 'Finished job: {jobId}, next run at {nextRun}'],
  ])('%s', (_, message) => expect(write(message)).toBe(message));
});

describe('an error at the end goes', () => {
  it.each([
    ['after a colon', 'Error: {!err}', 'Error'],
    ['after a value', 'Failed to load {id}|{!err}', 'Failed to load {id}'],
    [
      'at the end of a sentence in the middle',
      'Lost (attempt {attempt}): {!err}. Retrying…',
      'Lost. Retrying…',
    ],
    ['and at the head', '{!err} while loading orders', 'while loading orders'],
  ])('%s', (_, written, message) => expect(write(written)).toBe(message));

  it('but not where a word asks for it', () =>
    expect(write('Stopped because {!err}')).toBe('Stopped because {err}'));
});

it.each(['{a}', '{a} to {b}', '{a}: {b}', '{done}/{total}', '({a})'])('%s says nothing', (written) =>
  expect(write(written)).toBe(''),
);

it('a colon at the end goes, where values stand before it', () =>
  expect(write('Failed to enable {domain} for {type}:')).toBe('Failed to enable {domain} for {type}'));

it('colours and white space are no text', () =>
  expect(write('\u001b[31mOrder   stored\u001b[0m')).toBe('Order stored'));

it('brackets of values at the head go', () =>
  expect(write('[{requestId}] Starting the import')).toBe('Starting the import'));

describe('what only a value completes stays with it', () => {
  it.each([
    ['one word after a comma', 'Limit reached, reset at {date}', 'Limit reached, reset at {date}'],
    [
      'an announcement',
      'Starting with the following host: {host}.',
      'Starting with the following host: {host}.',
    ],
    ['the only word of a failure', 'connect to {db} error: {!err}', 'connect to {db} error'],
    [
      'a label of one word after another value',
      'Next index: {index} / Count: {size} ({list})',
      'Next index: {index} / Count: {size}',
    ],
    [
      'a label of two words',
      'Missing for {guild}. Text channel: {text}, Voice channel: {voice}',
      'Missing for {guild}. Text channel: {text}, Voice channel: {voice}',
    ],
    [
      'a label after what is said',
      'Run completed, time usage: {duration}',
      'Run completed, time usage: {duration}',
    ],
    [
      'a measure in a sentence of its own',
      'Putting {key}... Try count: {retry}',
      'Putting {key}... Try count: {retry}',
    ],
    ['but not its own name', 'Run completed, duration: {duration}', 'Run completed'],
    [
      'what goes on after a bracket',
      'Cron job for worker {name}({id}) with expression: {cron}',
      'Cron job for worker {name}({id}) with expression: {cron}',
    ],
    ['what is said to be done to it', '[{type}] created successfully', '[{type}] created successfully'],
    ['but not where more is said', '[{type}] created an order', 'created an order'],
    ['but not where the text tells of it', 'Failed to reach {db} error: {!err}', 'Failed to reach {db}'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('the name of a field in the text goes with its value', () => {
  it.each([
    ['before a colon', 'getTopic error topic_id: {topic_id}', 'getTopic error'],
    ['in camel case', 'Order was stored orderId: {orderId}', 'Order was stored'],
    ['as a member', 'Message was sent res.id: {id}', 'Message was sent'],
    ['but not one that a word governs', 'Order moved to shop_id: {shop_id}', 'Order moved'],
    ['before a bracket', 'emit cmd to [{peer}] from room_id [{room_id}]', 'emit cmd to [{peer}]'],
    [
      'before a bracket after words',
      'Peer {name} sent a file to room_id [{room_id}]',
      'Peer {name} sent a file',
    ],
    ['but not a word', 'Mail is sent to user [{user}]', 'Mail is sent to user'],
    [
      'but not of a word that needs it',
      'Order {name} fails due to reason_code [{reason_code}]',
      'Order {name} fails due to reason_code',
    ],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });

  it('is not asked for after a sign at the end', () => {
    expect(write('Starting the server ✅|{port}')).toBe('Starting the server ✅');
  });

  it('leaves the bracket that the sentence ends in before another argument', () => {
    expect(write('emit name to [room_id: {room_id}]|{data}')).toBe('emit name to [room_id: {room_id}]');
  });
});

describe('marks of Chinese and Japanese text', () => {
  it.each([
    ['a colon before an error', '抓取{url}网页发生错误：{!err}', '抓取{url}网页发生错误'],
    ['a colon before a value', '添加失败：|{count}', '添加失败'],
    ['a colon and an arrow', '要增加的照护师ID：——>|{ids}', '要增加的照护师ID'],
    ['an arrow of long dashes', '今天的短信历史——>|{rows}', '今天的短信历史'],
    ['a list', '订单{orderId}，状态：{status}', '订单{orderId}，状态：{status}'],
  ])('read as the ones they stand for: %s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('an arrow at the end', () => {
  it.each([
    ['goes with its colon', 'Rows: -->|{rows}', 'Rows'],
    ['stays after a value, which it leads from', 'moved {from} ->', 'moved {from} ->'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('what a value is called in the next argument', () => {
  it.each([
    ['is all that is said', '{ids}|@ids', '@ids'],
    ['is all that is said, of a part', '{orderListSize}|orderList', 'orderList'],
    ['is a sentence with the value', '{ids}|were deleted', '{ids} were deleted'],
    ['is another word', '{key}|Locked!', '{key} Locked!'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });

  it('stays where each value has its label before it', () => {
    expect(write('diagnoseType|{replyType}|valueBeforeMeal|{reading}')).toBe(
      'diagnoseType {replyType} valueBeforeMeal {reading}',
    );
  });
});

describe('a word for what identifies a thing', () => {
  it.each([
    [
      'goes with an id, whatever it is called',
      'Retrieved account with UUID: {accountId}',
      'Retrieved account',
    ],
    [
      'stays where the value is none',
      'Retrieved account with UUID: {account}',
      'Retrieved account with UUID',
    ],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('an id after words that its name does not say', () => {
  it.each([
    [
      'stays in the text',
      'Order cancelled with GA order ID: {orderId}!',
      'Order cancelled with GA order ID: {orderId}!',
    ],
    [
      'stays after what it is for',
      'Result ready with tracking ID: {resultId}!',
      'Result ready with tracking ID: {resultId}!',
    ],
    ['goes where its name says all', 'Message received from user ID: {userId}', 'Message received'],
    ['goes with a key of one word', 'Order cancelled: {orderId}', 'Order cancelled'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});

describe('a tilde between the parts of a text', () => {
  it.each([
    ['goes with the error after it', 'OrderService ~ create ~|{!err}', 'OrderService ~ create'],
    ['goes with the value after it', 'OrderService ~ create ~ {order}', 'OrderService ~ create'],
    ['stays where it says that a number is about right', 'took ~{n} rows', 'took ~{n} rows'],
  ])('%s', (_, written, expected) => {
    expect(write(written)).toBe(expected);
  });
});
