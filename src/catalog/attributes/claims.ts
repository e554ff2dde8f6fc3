/**
 * What words claim of a value that only its name tells of: whether it is one of an owner's, and therefore endless, or one
 * of a few that the code defines. Judged by `model/values/claims.ts`, where nothing better than a name is known.
 *
 * To teach it a word: add a row. `tests/catalog/claims.test.ts` runs its example and its counterexample through the
 * judgement, and fails where the row changes nothing.
 */

/**
 * `owner`: there are ever more of it while the program runs, or strangers choose its values: a person, a request, an order.
 * `code`: it is defined by the code, its configuration or its deployment, so there are a few: a queue, a tool, a region.
 * `undecided`: a matter of the business, or a word of two meanings. Only owners are unbounded by name.
 */
export type ClaimRole = 'owner' | 'code' | 'undecided';

export interface Claim {
  /** A word in lower case and in the singular, or several in snake_case. */
  readonly word: string;
  readonly role: ClaimRole;
  readonly why: string;
  /**
   * For an owner an expression that the word makes unbounded; for the others one that the word keeps silent, whatever
   * label it stands under.
   */
  readonly example: string;
  /** An expression with the word in it that is judged the other way. */
  readonly counterexample: string;
  /** Completes "one value per …", where that is not the word itself. */
  readonly per?: string;
  /**
   * The word names the values themselves: `email`. Other owners own what is named after them, by an ending of
   * `IDENTITIES`: `orderId`.
   */
  readonly isValue?: boolean;
  /** Whose value it is decides: with a word before it that is no owner it is one of a few, `queueUrl`, `podIp`. */
  readonly isQualified?: boolean;
  /** A normaliser may well have made it, so a call's result is not judged by it. */
  readonly isOftenNormalized?: boolean;
  /** Whoever requests something chooses it. */
  readonly isAsked?: boolean;
  /** It acts, so the process may have one of its own: `operatorAccountId`. */
  readonly isAccount?: boolean;
  /** It acts for the process itself: its account is one. */
  readonly isActor?: boolean;
  /** Whoever wraps a function gives it one, written in the code: `@Cached({ cacheKey: 'rates' })`. */
  readonly isOption?: boolean;
}

type Traits = Pick<
  Claim,
  'per' | 'isQualified' | 'isOftenNormalized' | 'isAsked' | 'isAccount' | 'isActor' | 'isOption'
>;
type Row = readonly [word: string, why: string, example: string, counterexample: string, traits?: Traits];

/** Words that make an identity of the word before them: `orderId`, `order.uuid`, `transactionHash`. */
export const IDENTITIES: ReadonlySet<string> = new Set([
  ...['id', 'uuid', 'guid', 'ulid', 'oid'],
  ...['hash', 'sha', 'checksum', 'slug'],
]);

/** Whose identity has no bound. */
const OWNERS: readonly Row[] = [
  // People.
  ['user', 'a person', 'userId', 'userRole', { isAccount: true }],
  ['person', 'a person', 'person.id', 'personType'],
  ['customer', 'a person or company that buys', 'customer_id', 'customerTier'],
  ['account', 'what a person or company signs up for', 'accountId', 'accountStatus', { isAccount: true }],
  ['member', 'a person', 'memberId', 'memberLevel'],
  ['employee', 'a person', 'employeeId', 'employeeRole'],
  ['patient', 'a person', 'patient.id', 'patientCategory'],
  ['student', 'a person', 'studentId', 'studentLevel'],
  ['player', 'a person', 'playerId', 'playerState'],
  ['guest', 'a person', 'guestId', 'guestType'],
  ['visitor', 'a person', 'visitorId', 'visitorType'],
  ['subscriber', 'a person', 'subscriberId', 'subscriberPlan'],
  ['passenger', 'a person', 'passengerId', 'passengerClass'],
  ['driver', 'a person who drives', 'driverId', 'driverName'],
  ['buyer', 'a person', 'buyerId', 'buyerType'],
  ['author', 'a person', 'author.id', 'authorRole'],
  ['sender', 'a person or account', 'senderId', 'senderType'],
  ['recipient', 'a person or account', 'recipientId', 'recipientType'],
  ['participant', 'a person', 'participantId', 'participantRole'],
  ['profile', 'of a person', 'profileId', 'profileKind'],
  ['wallet', 'of a person', 'walletId', 'walletType', { isAccount: true }],
  ['card', 'of a person', 'cardId', 'cardType'],
  // What people do.
  ['order', 'made by each purchase', 'order.id', 'orderStatus'],
  ['cart', 'made by each visit', 'cartId', 'cartState'],
  ['invoice', 'made by each sale', 'invoice.id', 'invoiceType'],
  ['payment', 'made by each sale', 'paymentId', 'paymentMethod'],
  ['charge', 'made by each sale', 'charge.id', 'chargeType'],
  ['refund', 'made by each return', 'refundId', 'refundKind'],
  ['payout', 'made by each payment to somebody', 'payoutId', 'payoutStatus'],
  ['transfer', 'made by each payment to somebody', 'transferId', 'transferType'],
  ['transaction', 'made by each change', 'transactionHash', 'transactionType'],
  ['tx', 'a transaction', 'txHash', 'txType', { per: 'transaction' }],
  ['block', 'ever more of a chain', 'blockHash', 'blockType'],
  ['booking', 'made by each guest', 'bookingId', 'bookingState'],
  ['reservation', 'made by each guest', 'reservationId', 'reservationState'],
  ['shipment', 'made by each order', 'shipmentId', 'shipmentStatus'],
  ['trip', 'made by each passenger', 'trip.id', 'tripKind'],
  ['appointment', 'made by each patient', 'appointmentId', 'appointmentKind'],
  // What runs, once each time.
  ['request', 'one of each client', 'requestId', 'requestMethod'],
  ['req', 'a request', 'reqId', 'reqMethod', { per: 'request' }],
  ['session', 'one of each visit', 'sessionId', 'sessionState'],
  ['trace', 'one of each request', 'traceId', 'traceLevel'],
  ['span', 'several of each trace', 'spanId', 'spanKind'],
  ['correlation', 'one of each request', 'correlationId', 'correlationType'],
  ['connection', 'one of each client', 'connectionId', 'connectionState'],
  ['socket', 'one of each client', 'socket.id', 'socketState'],
  ['message', 'ever more of them', 'messageId', 'messageType'],
  ['msg', 'a message', 'msgId', 'msgType', { per: 'message' }],
  ['conversation', 'ever more of them', 'conversationId', 'conversationState'],
  ['chat', 'one of each conversation', 'chatId', 'chatType'],
  ['event', 'something that happened once', 'eventId', 'eventType'],
  ['job', 'queued for each piece of work', 'job.id', 'jobType'],
  ['task', 'queued for each piece of work', 'task_id', 'taskType'],
  ['run', 'once for each start', 'runId', 'runState'],
  ['execution', 'once for each start', 'execution.id', 'executionMode'],
  ['invocation', 'once for each call', 'invocationId', 'invocationType'],
  ['call', 'once for each call', 'callId', 'callType'],
  // What people make.
  ['document', 'made by users', 'documentId', 'documentType'],
  ['doc', 'a document', 'doc._id', 'docType', { per: 'document' }],
  ['file', 'made by users', 'fileHash', 'fileType'],
  ['attachment', 'made by users', 'attachmentId', 'attachmentType'],
  ['image', 'made by users', 'imageId', 'imageType'],
  ['photo', 'made by users', 'photoId', 'photoKind'],
  ['video', 'made by users', 'videoId', 'videoType'],
  ['post', 'made by users', 'post.slug', 'postType'],
  ['comment', 'made by users', 'commentId', 'commentState'],
  ['upload', 'made by users', 'uploadId', 'uploadStatus'],
  ['record', 'ever more in a table', 'recordId', 'recordType'],
  ['row', 'ever more in a table', 'row.id', 'rowType'],
];

/** Names of values that have no bound. */
const VALUES: readonly Row[] = [
  ['uid', 'of a user', 'uid', 'podUid', { per: 'user', isQualified: true }],
  ['sid', 'of a session', 'sid', 'sidType', { per: 'session' }],
  ['username', 'chosen by a person', 'username', 'usernameType', { per: 'user' }],
  ['user_name', 'chosen by a person', 'userName', 'userNameType', { per: 'user' }],
  ['first_name', 'of a person', 'firstName', 'firstNameCount', { per: 'person' }],
  ['last_name', 'of a person', 'last_name', 'lastNameCount', { per: 'person' }],
  ['full_name', 'of a person', 'fullName', 'fullNameCount', { per: 'person' }],
  ['email', 'of a person', 'user.email', 'emailType', { per: 'e-mail address' }],
  ['email_address', 'of a person', 'emailAddress', 'emailAddressType', { per: 'e-mail address' }],
  ['phone', 'of a person', 'phone', 'phoneType', { per: 'phone number' }],
  ['phone_number', 'of a person', 'phoneNumber', 'phoneNumberType', { per: 'phone number' }],
  ['ip', 'of a client', 'ip', 'podIp', { per: 'client address', isQualified: true }],
  ['ip_address', 'of a client', 'ipAddress', 'serverIpAddress', { per: 'client address', isQualified: true }],
  ['ip_addr', 'of a client', 'ip_addr', 'node_ip_addr', { per: 'client address', isQualified: true }],
  ['remote_ip', 'of a client', 'remoteIp', 'remoteIpFamily', { per: 'client address' }],
  ['source_ip', 'of a client', 'sourceIp', 'sourceIpFamily', { per: 'client address' }],
  ['client_ip', 'of a client', 'clientIp', 'clientIpFamily', { per: 'client address' }],
  ['client_address', 'of a client', 'clientAddress', 'clientAddressType', { per: 'client address' }],
  ['remote_address', 'of a client', 'remoteAddress', 'remoteAddressType', { per: 'client address' }],
  ['remote_addr', 'of a client', 'remote_addr', 'remote_addr_type', { per: 'client address' }],
  ['forwarded_for', 'of a client', 'forwardedFor', 'forwardedForCount', { per: 'client address' }],
  ['user_agent', 'sent by a client', 'userAgent', 'userAgentKind', { per: 'client version' }],
  ['useragent', 'sent by a client', 'useragent', 'useragentKind', { per: 'client version' }],
  ['referer', 'sent by a client', 'referer', 'refererType', { per: 'linking page' }],
  ['referrer', 'sent by a client', 'referrer', 'referrerType', { per: 'linking page' }],
  ['invoice_number', 'of an invoice', 'invoiceNumber', 'invoiceNumberFormat', { per: 'invoice' }],
  ['order_number', 'of an order', 'orderNumber', 'orderNumberFormat', { per: 'order' }],
  ['account_number', 'of an account', 'accountNumber', 'accountNumberFormat', { per: 'account' }],
  ['block_number', 'ever more of a chain', 'blockNumber', 'startBlockNumberCount', { per: 'block' }],
  ['block_height', 'ever more of a chain', 'blockHeight', 'blockHeightBucket', { per: 'block' }],
  ['card_number', 'of a card', 'cardNumber', 'cardNumberFormat', { per: 'card' }],
  ['jwt', 'made at each sign-in', 'jwt', 'jwtType', { per: 'token' }],
  ['access_token', 'made at each sign-in', 'accessToken', 'accessTokenType', { per: 'token' }],
  ['refresh_token', 'made at each sign-in', 'refreshToken', 'refreshTokenType', { per: 'token' }],
  ['session_token', 'made at each sign-in', 'sessionToken', 'sessionTokenType', { per: 'token' }],
  ['auth_token', 'made at each sign-in', 'authToken', 'authTokenType', { per: 'token' }],
  ['user_token', 'made at each sign-in', 'userToken', 'userTokenType', { per: 'token' }],
  ['api_key', 'of a client', 'apiKey', 'apiKeyType', { per: 'key' }],
  ['apikey', 'of a client', 'apikey', 'apikeyType', { per: 'key' }],
  [
    'cache_key',
    'made of what is asked for',
    'cacheKey',
    'cacheKeyPrefix',
    { per: 'cached entry', isOption: true },
  ],
  [
    'idempotency_key',
    'made by a client for a request',
    'idempotencyKey',
    'idempotencyKeyCount',
    { per: 'request' },
  ],
  ['traceparent', 'made for each span', 'traceparent', 'traceparentVersion', { per: 'span' }],
  ['timestamp', 'another at any time', 'timestamp', 'buildTimestamp', { per: 'moment', isQualified: true }],
  ['created_at', 'another at any time', 'order.createdAt', 'createdAtType', { per: 'moment' }],
  ['updated_at', 'another at any time', 'updated_at', 'updatedAtType', { per: 'moment' }],
  ['latitude', 'of a place on earth', 'latitude', 'latitudeBucket', { per: 'place' }],
  ['longitude', 'of a place on earth', 'longitude', 'longitudeBucket', { per: 'place' }],
  ['error_message', 'holds values of the failure', 'errorMessage', 'errorMessageType', { per: 'error text' }],
  ['err_message', 'holds values of the failure', 'errMessage', 'errMessageType', { per: 'error text' }],
  ['error_msg', 'holds values of the failure', 'errorMsg', 'errorMsgType', { per: 'error text' }],
  ['err_msg', 'holds values of the failure', 'errMsg', 'errMsgType', { per: 'error text' }],
  ['stack_trace', 'holds lines of the failure', 'stackTrace', 'stackTraceLength', { per: 'error text' }],
  ['stacktrace', 'holds lines of the failure', 'stacktrace', 'stacktraceLength', { per: 'error text' }],
];

const asked = { isQualified: true, isOftenNormalized: true, isAsked: true } as const;

/** What clients ask for. */
const ASKED: readonly Row[] = [
  ['url', 'chosen by who requests', 'url', 'queueUrl', { per: 'URL', ...asked }],
  ['uri', 'chosen by who requests', 'requestUri', 'brokerUri', { per: 'URL', ...asked }],
  ['original_url', 'chosen by who requests', 'originalUrl', 'originalUrlPattern', { per: 'URL', ...asked }],
  ['raw_path', 'chosen by who requests', 'rawPath', 'rawPathPrefix', { per: 'URL', ...asked }],
  ['request_path', 'chosen by who requests', 'requestPath', 'requestPathPrefix', { per: 'URL', ...asked }],
  ['req_path', 'chosen by who requests', 'reqPath', 'reqPathPrefix', { per: 'URL', ...asked }],
  ['query_string', 'chosen by who requests', 'queryString', 'queryStringLength', { per: 'query', ...asked }],
  ['querystring', 'chosen by who requests', 'querystring', 'querystringLength', { per: 'query', ...asked }],
];

/** What the code, its configuration or its deployment defines: there are a few. */
const CODE: readonly Row[] = [
  // Declared in code.
  ['tool', 'declared by the code', 'toolId', 'toolCallId'],
  ['agent', 'declared by the code', 'agentId', 'agentSessionId'],
  ['step', 'declared by the code', 'step.id', 'stepRunId'],
  ['workflow', 'declared by the code', 'workflowId', 'workflowRunId'],
  ['options', 'written in the code', 'optionsHash', 'optionsUserId'],
  ['model', 'declared by the code', 'model.id', 'modelRunId'],
  ['plugin', 'installed with the code', 'pluginId', 'pluginCallId'],
  ['rule', 'declared by the code', 'ruleId', 'ruleRunId'],
  ['feature', 'declared by the code', 'featureId', 'featureRequestId'],
  ['flag', 'declared by the code', 'flagId', 'flagUserId'],
  ['experiment', 'declared by the code', 'experimentId', 'experimentUserId'],
  ['variant', 'declared by the code', 'variantId', 'variantUserId'],
  ['adapter', 'declared by the code', 'adapterId', 'adapterCallId'],
  ['connector', 'declared by the code', 'connectorId', 'connectorRunId'],
  ['integration', 'declared by the code', 'integrationId', 'integrationRunId'],
  ['module', 'declared by the code', 'moduleId', 'moduleCallId'],
  ['component', 'declared by the code', 'component', 'componentCallId'],
  ['interface', 'declared by the code', 'interfaceId', 'interfaceCallId'],
  ['handler', 'declared by the code', 'handler', 'handlerCallId'],
  ['operation', 'declared by the code', 'operation', 'operationCallId'],
  ['action', 'declared by the code', 'action', 'actionRunId'],
  ['method', 'declared by the code', 'method', 'methodCallId'],
  ['schema', 'declared by the code', 'schemaId', 'schemaFileId'],
  ['table', 'declared by the code', 'tableId', 'tableRowId'],
  ['collection', 'declared by the code', 'collectionId', 'collectionDocumentId'],
  ['index', 'declared by the code', 'indexId', 'indexDocumentId'],
  ['version', 'released with the code', 'versionHash', 'versionFileId'],
  ['build', 'made with the code', 'buildId', 'buildJobId'],
  ['commit', 'made with the code', 'commitSha', 'commitAuthorId'],
  ['git', 'of the code', 'gitHash', 'gitUserId'],
  ['release', 'made with the code', 'releaseId', 'releaseJobId'],
  // Values that the code writes.
  ['status', 'one of a list', 'status', 'statusMessageId'],
  ['state', 'one of a list', 'state', 'stateEventId'],
  ['code', 'one of a list', 'code', 'codeFileId'],
  ['type', 'one of a list', 'user.type', 'typeRequestId'],
  ['kind', 'one of a list', 'kind', 'kindRequestId'],
  ['category', 'one of a list', 'categoryId', 'categoryPostId'],
  ['mode', 'one of a list', 'mode', 'modeRequestId'],
  ['role', 'one of a list', 'roleId', 'roleUserId'],
  ['tier', 'one of a list', 'tier', 'tierUserId'],
  ['plan', 'one of a list', 'planId', 'planUserId'],
  ['level', 'one of a list', 'level', 'levelUserId'],
  ['priority', 'one of a list', 'priority', 'priorityJobId'],
  ['severity', 'one of a list', 'severity', 'severityEventId'],
  ['result', 'one of a list', 'result', 'resultMessageId'],
  ['outcome', 'one of a list', 'outcome', 'outcomeEventId'],
  ['success', 'true or false', 'success', 'successMessageId'],
  ['enabled', 'true or false', 'enabled', 'enabledUserId'],
  ['phase', 'one of a list', 'phase', 'phaseRunId'],
  ['stage', 'one of a list', 'stageId', 'stageRunId'],
  ['direction', 'one of a list', 'direction', 'directionMessageId'],
  ['source', 'one of a list', 'source', 'sourceFileId'],
  ['protocol', 'one of a list', 'protocol', 'protocolMessageId'],
  ['scheme', 'one of a list', 'scheme', 'schemeRequestId'],
  ['locale', 'one of a list', 'locale', 'localeUserId'],
  ['language', 'one of a list', 'languageId', 'languageUserId'],
  ['country', 'one of a list', 'countryId', 'countryUserId'],
  ['currency', 'one of a list', 'currency', 'currencyTransferId'],
  // Deployed or configured.
  ['region', 'deployed', 'regionId', 'regionRequestId'],
  ['zone', 'deployed', 'zone', 'zoneRequestId'],
  ['az', 'deployed', 'az', 'azRequestId'],
  ['datacenter', 'deployed', 'datacenterId', 'datacenterRequestId'],
  ['cluster', 'deployed', 'cluster.id', 'clusterJobId'],
  ['node', 'deployed', 'nodeId', 'nodeRequestId'],
  ['host', 'deployed', 'hostId', 'hostUserId'],
  ['server', 'deployed', 'serverId', 'serverRequestId'],
  ['machine', 'deployed', 'machineId', 'machineJobId'],
  ['instance', 'deployed', 'instanceId', 'instanceRequestId'],
  ['pod', 'deployed', 'podId', 'podRequestId'],
  ['container', 'deployed', 'containerId', 'containerRequestId'],
  ['process', 'deployed', 'processId', 'processJobId'],
  ['worker', 'started with the process', 'worker.id', 'workerJobId'],
  ['pool', 'started with the process', 'poolId', 'poolConnectionId'],
  ['shard', 'configured', 'shardId', 'shardRequestId'],
  ['partition', 'configured', 'partitionId', 'partitionMessageId'],
  ['queue', 'declared by the code or its broker', 'queueId', 'queueMessageId'],
  ['topic', 'declared by the code or its broker', 'topicId', 'topicMessageId'],
  ['exchange', 'declared by the code or its broker', 'exchangeId', 'exchangeMessageId'],
  ['broker', 'deployed', 'brokerId', 'brokerMessageId'],
  ['consumer', 'declared by the code', 'consumerId', 'consumerMessageId'],
  ['producer', 'declared by the code', 'producerId', 'producerMessageId'],
  ['env', 'deployed', 'env', 'envRequestId'],
  ['environment', 'deployed', 'environmentId', 'environmentRequestId'],
  ['network', 'configured', 'networkId', 'networkTransactionId'],
  ['chain', 'configured', 'chainId', 'chainTransactionId'],
  ['provider', 'configured', 'provider.id', 'providerRequestId'],
  ['gateway', 'configured', 'gatewayId', 'gatewayRequestId'],
  ['api', 'configured', 'apiId', 'apiRequestId'],
  ['base', 'configured', 'baseId', 'baseUserId'],
  ['endpoint', 'configured', 'endpointId', 'endpointCallId'],
  ['webhook', 'configured', 'webhookId', 'webhookEventId'],
  ['callback', 'configured', 'callbackId', 'callbackEventId'],
  ['registry', 'configured', 'registryId', 'registryRequestId'],
  ['site', 'configured', 'siteId', 'siteUserId'],
  ['domain', 'configured', 'domainId', 'domainUserId'],
  ['config', 'configured', 'configHash', 'configUserId'],
  // Who acts for the process itself.
  ['service', 'deployed', 'serviceAccountId', 'serviceRequestId', { isActor: true }],
  ['system', 'the process itself', 'systemUserId', 'systemMessageId', { isActor: true }],
  ['bot', 'the process itself', 'botUserId', 'botMessageId', { isActor: true }],
  ['operator', 'who runs the process', 'operatorAccountId', 'operatorCallId', { isActor: true }],
  ['own', 'of the process itself', 'ownAccountId', 'ownMessageId', { isActor: true }],
  ['default', 'written in the code', 'defaultUserId', 'defaultRequestId', { isActor: true }],
];

/** A matter of the business, or of two meanings. */
const UNDECIDED: readonly Row[] = [
  ['tenant', 'a handful of companies, or every customer', 'tenantId', 'tenantUserId'],
  ['org', 'a handful of companies, or every customer', 'orgId', 'orgUserId'],
  ['organization', 'a handful of companies, or every customer', 'organizationId', 'organizationUserId'],
  ['organisation', 'a handful of companies, or every customer', 'organisationId', 'organisationUserId'],
  ['workspace', 'a handful of teams, or every customer', 'workspaceId', 'workspaceUserId'],
  ['team', 'a handful of teams, or every customer', 'teamId', 'teamMemberId'],
  ['project', 'a handful of them, or made by users', 'projectId', 'projectUserId'],
  ['app', 'a handful of them, or made by users', 'appId', 'appUserId'],
  ['application', 'a handful of them, or made by users', 'applicationId', 'applicationUserId'],
  ['client', 'an application, or whoever connects', 'clientId', 'clientRequestId'],
  ['device', 'a studio’s hardware, or every user’s phone', 'deviceId', 'deviceSessionId'],
  ['product', 'a handful of them, or a shop’s catalog', 'productId', 'productOrderId'],
  ['sku', 'a handful of products, or a shop’s catalog', 'sku', 'skuOrderId'],
  ['subscription', 'of a topic, or of a customer', 'subscriptionId', 'subscriptionUserId'],
  ['campaign', 'a handful of them, or made by users', 'campaignId', 'campaignUserId'],
  ['page', 'of a site, or made by users', 'page.slug', 'pageUserId'],
  ['room', 'of a house, or opened by users', 'roomId', 'roomMessageId'],
  ['channel', 'of a broker, or opened by users', 'channelId', 'channelMessageId'],
  ['stream', 'of a broker, or opened by users', 'streamId', 'streamMessageId'],
  ['thread', 'of the process, or of a conversation', 'threadId', 'threadMessageId'],
  ['store', 'of data, or of a merchant', 'storeId', 'storeOrderId'],
  ['token', 'of a sign-in, or a currency', 'token', 'tokenTransferId'],
  ['entity', 'of any kind', 'entityId', 'entityRecordId'],
  ['object', 'of any kind', 'objectId', 'objectFileId'],
  ['item', 'of any kind', 'item.id', 'itemOrderId'],
  ['name', 'of a few things, or of people', 'name', 'userName'],
];

function claims(
  role: ClaimRole,
  rows: readonly Row[],
  traits: Pick<Claim, 'isValue'> = {},
): readonly Claim[] {
  return rows.map(([word, why, example, counterexample, own]) => ({
    ...{ word, role, why, example, counterexample },
    ...traits,
    ...own,
  }));
}

export const CLAIMS: readonly Claim[] = [
  ...claims('owner', OWNERS),
  ...claims('owner', [...VALUES, ...ASKED], { isValue: true }),
  ...claims('code', CODE),
  ...claims('undecided', UNDECIDED),
];

/** A name with one of these says that the value was cut down to a few. */
export const NORMALIZED_WORDS: ReadonlySet<string> = new Set(
  (
    'normalized normalised normalize normalise sanitized sanitised sanitize sanitise template templated pattern ' +
    'route matched masked redacted bucket bucketed class known safe allowed canonical generic collapsed stripped ' +
    'cleaned clean simplified parametrized parameterized prefix suffix count total size length hashed strip mask ' +
    'redact group classify label scrub simplify collapse anonymize anonymise replace parameterize truncate has is'
  ).split(' '),
);

/** Words of predicates for what is left out of a metric: what passes them is still endless. */
export const EXCLUDING_WORDS: ReadonlySet<string> = new Set(
  'ignore ignored skip skipped exclude excluded deny denied block blocked health healthcheck static asset internal'.split(
    ' ',
  ),
);
