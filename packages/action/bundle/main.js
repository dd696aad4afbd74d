import { _ as ok, a as unexpected, c as _enum, d as literal, f as number, g as err, h as union, i as isSafe, l as array, m as string, n as stepRunner, o as describeFailure, p as object, r as discoverEndpoint, s as ask, t as exchangeIo, u as int, v as keepOutOfCoreFiles } from "./client.js";
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/lib/buffer_utils.js
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: !0 });
function concat(...buffers) {
	const size = buffers.reduce((acc, { length }) => acc + length, 0), buf = new Uint8Array(size);
	let i = 0;
	for (const buffer of buffers) buf.set(buffer, i), i += buffer.length;
	return buf;
}
const NON_ASCII = /[^\x00-\x7f]/;
function encode$1(string) {
	if (typeof string == "string" && string.length >= 128) {
		if (NON_ASCII.test(string)) throw new TypeError("non-ASCII string encountered in encode()");
		return encoder.encode(string);
	}
	const bytes = new Uint8Array(string.length);
	for (let i = 0; i < string.length; i++) {
		const code = string.charCodeAt(i);
		if (code > 127) throw new TypeError("non-ASCII string encountered in encode()");
		bytes[i] = code;
	}
	return bytes;
}
function encodeBase64(input, url = !1) {
	if (Uint8Array.prototype.toBase64) return input.toBase64({
		alphabet: url ? "base64url" : "base64",
		omitPadding: url
	});
	const CHUNK_SIZE = 32768, arr = [];
	for (let i = 0; i < input.length; i += CHUNK_SIZE) arr.push(String.fromCharCode.apply(null, input.subarray(i, i + CHUNK_SIZE)));
	const encoded = btoa(arr.join(""));
	return url ? encoded.replace(/=/g, "").replace(/\+/g, "-").replace(/\//g, "_") : encoded;
}
function decodeBase64(encoded, url = !1) {
	if (Uint8Array.fromBase64) return Uint8Array.fromBase64(encoded, { alphabet: url ? "base64url" : "base64" });
	if (url) {
		if (encoded.includes("+") || encoded.includes("/")) throw new TypeError("Invalid base64url");
		encoded = encoded.replace(/-/g, "+").replace(/_/g, "/");
	}
	const binary = atob(encoded), bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/util/errors.js
var JOSEError = class extends Error {
	static code = "ERR_JOSE_GENERIC";
	code = "ERR_JOSE_GENERIC";
	constructor(message, options) {
		super(message, options), this.name = this.constructor.name, Error.captureStackTrace?.(this, this.constructor);
	}
};
var JOSENotSupported = class extends JOSEError {
	static code = "ERR_JOSE_NOT_SUPPORTED";
	code = "ERR_JOSE_NOT_SUPPORTED";
};
var JWSInvalid = class extends JOSEError {
	static code = "ERR_JWS_INVALID";
	code = "ERR_JWS_INVALID";
};
var JWTInvalid = class extends JOSEError {
	static code = "ERR_JWT_INVALID";
	code = "ERR_JWT_INVALID";
};
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/util/base64url.js
const invalid = "The input to be decoded is not correctly encoded.";
function decode(input) {
	try {
		return decodeBase64(typeof input == "string" ? input : decoder.decode(input), !0);
	} catch (cause) {
		throw new TypeError(invalid, { cause });
	}
}
function encode(input) {
	return encodeBase64(typeof input == "string" ? encoder.encode(input) : input, !0);
}
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/lib/validate.js
function isObject(input) {
	if (typeof input != "object" || input === null || Object.prototype.toString.call(input) !== "[object Object]") return !1;
	const prototype = Object.getPrototypeOf(input);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
function isDisjoint(...headers) {
	const parameters = new Set();
	for (const header of headers) if (header) for (const parameter of Object.keys(header)) {
		if (parameters.has(parameter)) return !1;
		parameters.add(parameter);
	}
	return !0;
}
function assertNotSet(value, name) {
	if (value !== void 0) throw new TypeError(`${name} can only be called once`);
}
const JWS_RECOGNIZED = {
	__proto__: null,
	b64: !0
};
function validateCritDuplicates(Err, protectedHeader) {
	const { crit } = protectedHeader ?? {};
	if (Array.isArray(crit) && new Set(crit).size !== crit.length) throw new Err("\"crit\" (Critical) Header Parameter MUST NOT contain duplicate values");
}
function validateCrit(Err, recognizedDefault, recognizedOption, protectedHeader, joseHeader) {
	if (joseHeader.crit !== void 0 && protectedHeader?.crit === void 0) throw new Err("\"crit\" (Critical) Header Parameter MUST be integrity protected");
	if (!protectedHeader || protectedHeader.crit === void 0) return [];
	if (!Array.isArray(protectedHeader.crit) || protectedHeader.crit.length === 0 || protectedHeader.crit.some((input) => typeof input != "string" || input.length === 0)) throw new Err("\"crit\" (Critical) Header Parameter MUST be an array of non-empty strings when present");
	const recognized = recognizedOption === void 0 ? recognizedDefault : {
		__proto__: null,
		...recognizedOption,
		...recognizedDefault
	};
	for (const parameter of protectedHeader.crit) {
		if (!(parameter in recognized)) throw new JOSENotSupported(`Extension Header Parameter "${parameter}" is not recognized`);
		if (!Object.hasOwn(joseHeader, parameter) || joseHeader[parameter] === void 0) throw new Err(`Extension Header Parameter "${parameter}" is missing`);
		if (recognized[parameter] && (!Object.hasOwn(protectedHeader, parameter) || protectedHeader[parameter] === void 0)) throw new Err(`Extension Header Parameter "${parameter}" MUST be integrity protected`);
	}
	return protectedHeader.crit;
}
function validateB64(protectedHeader, extensions) {
	if (extensions.includes("b64")) {
		const b64 = protectedHeader.b64;
		if (typeof b64 != "boolean") throw new JWSInvalid("The \"b64\" (base64url-encode payload) Header Parameter must be a boolean");
		return b64;
	}
	return !0;
}
function serializeJoseHeader(Err, header) {
	let serialized, parsed;
	try {
		serialized = JSON.stringify(header), parsed = JSON.parse(serialized);
	} catch (cause) {
		throw new Err("JOSE Header is not valid JSON", { cause });
	}
	if (!isObject(parsed)) throw new Err("JOSE Header is not a JSON object");
	return [parsed, serialized];
}
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/lib/key.js
const tag = (key) => key[Symbol.toStringTag];
const jwkMatchesOp = (entry, key, usage) => {
	const { alg } = entry;
	if (key.use !== void 0) {
		const expected = usage === "sign" || usage === "verify" ? "sig" : "enc";
		if (key.use !== expected) throw new TypeError(`Invalid key for this operation, its "use" must be "${expected}" when present`);
	}
	if (key.alg !== void 0 && key.alg !== alg) throw new TypeError(`Invalid key for this operation, its "alg" must be "${alg}" when present`);
	if (Array.isArray(key.key_ops)) {
		const expectedKeyOp = usage === "encrypt" || usage === "decrypt" ? entry.ops?.[usage === "encrypt" ? 0 : 1] : usage;
		if (expectedKeyOp && !key.key_ops.includes(expectedKeyOp)) throw new TypeError(`Invalid key for this operation, its "key_ops" must include "${expectedKeyOp}" when present`);
	}
};
async function prepareKey(entry, key, usage) {
	const { alg, secret } = entry, requiresPrivateKey = usage === "decrypt" || usage === "sign";
	if (secret && key instanceof Uint8Array) return key;
	let normalized, keyObject;
	if (isObject(key)) {
		if (normalized = normalizeJwk(key), typeof normalized.kty != "string") throw invalidKeyType(alg, key, secret);
		if (!(secret ? normalized.kty === "oct" && typeof normalized.k == "string" : normalized.kty !== "oct" && (requiresPrivateKey ? normalized.kty === "AKP" && typeof normalized.priv == "string" || typeof normalized.d == "string" : normalized.d === void 0 && normalized.priv === void 0))) throw new TypeError(secret ? "JSON Web Key for symmetric algorithms must have JWK \"kty\" (Key Type) equal to \"oct\" and the JWK \"k\" (Key Value) present" : `JSON Web Key for this operation must be a ${requiresPrivateKey ? "private" : "public"} JWK`);
		if (jwkMatchesOp(entry, normalized, usage), normalized.kty === "oct") return decode(normalized.k);
		if (!Object.isFrozen(key)) {
			const { key_ops } = key;
			Array.isArray(key_ops) && Object.freeze(key_ops), Object.freeze(key);
		}
	} else {
		if (!isKeyLike(key)) throw invalidKeyType(alg, key, secret);
		const expectedType = secret ? "secret" : requiresPrivateKey ? "private" : "public";
		if (key.type !== expectedType && (secret || [
			"secret",
			"public",
			"private"
		].includes(key.type))) throw new TypeError(`${tag(key)} instances must be of type "${expectedType}" for the ${alg} algorithm`);
		if (isCryptoKey(key)) return key;
		if (keyObject = key, keyObject.type === "secret") return keyObject.export();
	}
	cache ||= new WeakMap();
	const cacheKey = key;
	let cached = cache.get(cacheKey);
	if (cached?.[alg]) return cached[alg];
	if (cached || cache.set(cacheKey, cached = {}), keyObject && typeof keyObject.toCryptoKey == "function") {
		const isPublic = keyObject.type === "public", crv = nist[keyObject.asymmetricKeyDetails?.namedCurve], params = entry.resolve?.({
			crv,
			asymmetricKeyType: keyObject.asymmetricKeyType
		}) ?? entry.subtle;
		return cached[alg] = keyObject.toCryptoKey(params, isPublic, entry.usages[isPublic ? 0 : 1]);
	}
	return normalized ??= keyObject.export({ format: "jwk" }), normalized.alg = alg, cached[alg] = await jwkToKey(entry, normalized);
}
let cache;
const nist = {
	__proto__: null,
	prime256v1: "P-256",
	secp384r1: "P-384",
	secp521r1: "P-521"
};
const isCryptoKey = (key) => {
	if (key?.[Symbol.toStringTag] === "CryptoKey") return !0;
	try {
		return key instanceof CryptoKey;
	} catch {
		return !1;
	}
};
const isKeyObject = (key) => key?.[Symbol.toStringTag] === "KeyObject";
const isKeyLike = (key) => isCryptoKey(key) || isKeyObject(key);
function message(msg, actual, ...types) {
	if (types.length > 2) {
		const last = types.pop();
		msg += `one of type ${types.join(", ")}, or ${last}.`;
	} else types.length === 2 ? msg += `one of type ${types[0]} or ${types[1]}.` : msg += `of type ${types[0]}.`;
	return actual == null ? msg += ` Received ${actual}` : typeof actual == "function" && actual.name ? msg += ` Received function ${actual.name}` : typeof actual == "object" && actual != null && actual.constructor?.name && (msg += ` Received an instance of ${actual.constructor.name}`), msg;
}
function invalidKeyType(alg, actual, secret) {
	const types = [
		"CryptoKey",
		"KeyObject",
		"JSON Web Key"
	];
	return secret && types.push("Uint8Array"), new TypeError(message(`Key for the ${alg} algorithm must be `, actual, ...types));
}
const unusable = (name, prop = "algorithm.name") => new TypeError(`CryptoKey does not support this operation, its ${prop} must be ${name}`);
function checkUsage(key, usage) {
	if (usage && !key.usages.includes(usage)) throw new TypeError(`CryptoKey does not support this operation, its usages must include ${usage}.`);
}
function checkModulusLength(alg, key) {
	const { modulusLength } = key.algorithm;
	if (typeof modulusLength != "number" || modulusLength < 2048) throw new TypeError(`${alg} requires key modulusLength to be 2048 bits or larger`);
}
function checkCryptoKey(key, expected, usage) {
	const algorithm = key.algorithm;
	if (algorithm.name !== expected.name) throw unusable(expected.name);
	if (expected.hash && algorithm.hash?.name !== expected.hash) throw unusable(expected.hash, "algorithm.hash");
	if (expected.namedCurve && algorithm.namedCurve !== expected.namedCurve) throw unusable(expected.namedCurve, "algorithm.namedCurve");
	if (expected.length !== void 0 && algorithm.length !== expected.length) throw unusable(expected.length, "algorithm.length");
	checkUsage(key, usage);
}
function snapshotJwk(jwk) {
	return {
		__proto__: null,
		...jwk
	};
}
function normalizeJwk(jwk) {
	const normalized = snapshotJwk(jwk);
	if (normalized.ext !== void 0 && typeof normalized.ext != "boolean") throw new TypeError("\"ext\" (Extractable) Parameter must be a boolean");
	if (normalized.key_ops !== void 0) {
		const value = normalized.key_ops, keyOps = Array.isArray(value) ? [...value] : void 0;
		if (!keyOps || keyOps.some((operation) => typeof operation != "string") || new Set(keyOps).size !== keyOps.length) throw new TypeError("\"key_ops\" (Key Operations) Parameter must be an array of unique strings");
		normalized.key_ops = keyOps;
	}
	return normalized;
}
async function jwkToKey(entry, jwk, extractable) {
	if (!entry.kty.includes(jwk.kty)) throw new JOSENotSupported("Invalid or unsupported JWK \"alg\" (Algorithm) Parameter value");
	const algorithm = entry.resolve?.({
		kty: jwk.kty,
		crv: jwk.crv
	}) ?? entry.subtle, isPrivate = !!(jwk.d || jwk.priv), keyData = {
		...jwk,
		ext: extractable ?? jwk.ext
	};
	return keyData.kty !== "AKP" && delete keyData.alg, delete keyData.use, crypto.subtle.importKey("jwk", keyData, algorithm, keyData.ext ?? !isPrivate, jwk.key_ops ?? entry.usages[isPrivate ? 1 : 0]);
}
async function rawKey(key, expected, usage, extractable = !1) {
	return key instanceof Uint8Array && (key = await crypto.subtle.importKey("raw", key, expected, extractable, [usage])), checkCryptoKey(key, expected, usage), key;
}
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/lib/key_descriptor.js
function table(entries) {
	const out = { __proto__: null };
	for (const alg in entries) out[alg] = {
		...entries[alg],
		alg
	};
	return out;
}
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/lib/jws_algorithms.js
const sig = [["verify"], ["sign"]];
function hmac(bits) {
	const subtle = {
		name: "HMAC",
		hash: `SHA-${bits}`
	};
	return {
		kty: ["oct"],
		secret: !0,
		subtle,
		signing: subtle,
		usages: sig
	};
}
function rsa(bits, saltLength) {
	const subtle = {
		name: saltLength ? "RSA-PSS" : "RSASSA-PKCS1-v1_5",
		hash: `SHA-${bits}`
	};
	return {
		kty: ["RSA"],
		subtle,
		signing: saltLength ? {
			...subtle,
			saltLength
		} : subtle,
		usages: sig,
		minRsaBits: 2048
	};
}
function ecdsa(crv, bits) {
	return {
		kty: ["EC"],
		crv,
		subtle: {
			name: "ECDSA",
			namedCurve: crv
		},
		signing: {
			name: "ECDSA",
			hash: `SHA-${bits}`
		},
		usages: sig
	};
}
function eddsa() {
	const subtle = { name: "Ed25519" };
	return {
		kty: ["OKP"],
		crv: "Ed25519",
		subtle,
		signing: subtle,
		usages: sig
	};
}
function mldsa(parameterSet) {
	const subtle = { name: `ML-DSA-${parameterSet}` };
	return {
		kty: ["AKP"],
		subtle,
		signing: subtle,
		usages: sig
	};
}
const JWS = table({
	HS256: hmac(256),
	HS384: hmac(384),
	HS512: hmac(512),
	RS256: rsa(256),
	RS384: rsa(384),
	RS512: rsa(512),
	PS256: rsa(256, 32),
	PS384: rsa(384, 48),
	PS512: rsa(512, 64),
	ES256: ecdsa("P-256", 256),
	ES384: ecdsa("P-384", 384),
	ES512: ecdsa("P-521", 512),
	EdDSA: eddsa(),
	Ed25519: eddsa(),
	"ML-DSA-44": mldsa(44),
	"ML-DSA-65": mldsa(65),
	"ML-DSA-87": mldsa(87)
});
function jwsAlgorithm(alg) {
	const entry = typeof alg == "string" ? JWS[alg] : void 0;
	if (!entry) throw new JOSENotSupported(`alg ${alg} is not supported either by JOSE or your javascript runtime`);
	return entry;
}
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/lib/jwt_claims_set.js
const epoch = (date) => Math.floor(date.getTime() / 1e3);
const multipliers = {
	s: 1,
	m: 60,
	h: 3600,
	d: 86400,
	w: 604800,
	y: 31557600
};
const REGEX = /^(\+|\-)? ?(\d+|\d+\.\d+) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)(?: (ago|from now))?$/i;
function invalidDuration() {
	throw new TypeError("Invalid time period format");
}
function secs(str) {
	typeof str != "string" && invalidDuration();
	const matched = REGEX.exec(str);
	(!matched || matched[4] && matched[1]) && invalidDuration();
	const value = parseFloat(matched[2]), durationSeconds = Math.round(value * multipliers[matched[3][0].toLowerCase()]);
	return Number.isFinite(durationSeconds) || invalidDuration(), matched[1] === "-" || matched[4] === "ago" ? -durationSeconds : durationSeconds;
}
function validateInput(label, input) {
	if (!Number.isFinite(input)) throw new TypeError(`Invalid ${label} input`);
	return input;
}
function validateStringClaim(claim, value) {
	if (typeof value != "string") throw new TypeError(`"${claim}" claim must be a string`);
}
function validateAudienceClaim(value) {
	if (typeof value != "string" && (!Array.isArray(value) || Array.from(value).some((member) => typeof member != "string"))) throw new TypeError("\"aud\" claim must be a string or an array of strings");
}
function numericDate(value, label) {
	return typeof value == "number" ? validateInput(label, value) : value instanceof Date ? validateInput(label, epoch(value)) : epoch(new Date()) + secs(value);
}
let producerClaimsSets;
function producerClaimsSet(producer) {
	return producerClaimsSets.get(producer);
}
function jwtClaimsSetBytes(producer) {
	const claimsSet = producerClaimsSet(producer);
	for (const claim of [
		"iat",
		"nbf",
		"exp"
	]) {
		const value = claimsSet[claim];
		if (typeof value == "number" && !Number.isFinite(value)) throw new TypeError(`"${claim}" claim must be a finite number`);
	}
	return encoder.encode(JSON.stringify(claimsSet));
}
var JWTClaimsBuilder = class {
	constructor(claimsSet = {}) {
		if (!isObject(claimsSet)) throw new TypeError("JWT Claims Set MUST be an object");
		(producerClaimsSets ||= new WeakMap()).set(this, structuredClone(claimsSet));
	}
	setIssuer(value) {
		return validateStringClaim("iss", value), producerClaimsSet(this).iss = value, this;
	}
	setSubject(value) {
		return validateStringClaim("sub", value), producerClaimsSet(this).sub = value, this;
	}
	setAudience(value) {
		return validateAudienceClaim(value), producerClaimsSet(this).aud = value, this;
	}
	setJti(value) {
		return validateStringClaim("jti", value), producerClaimsSet(this).jti = value, this;
	}
	setNotBefore(value) {
		return producerClaimsSet(this).nbf = numericDate(value, "setNotBefore"), this;
	}
	setExpirationTime(value) {
		return producerClaimsSet(this).exp = numericDate(value, "setExpirationTime"), this;
	}
	setIssuedAt(value) {
		const claimsSet = producerClaimsSet(this);
		return value === void 0 ? claimsSet.iat = epoch(new Date()) : typeof value == "string" ? claimsSet.iat = validateInput("setIssuedAt", epoch(new Date()) + secs(value)) : claimsSet.iat = numericDate(value, "setIssuedAt"), this;
	}
};
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/lib/jws_sign.js
async function createSignature(input, key, rejectUnencoded) {
	let [payload, protectedHeader, unprotectedHeader, crit] = input, encodedProtectedHeader = "";
	if (protectedHeader !== void 0) {
		const normalized = serializeJoseHeader(JWSInvalid, protectedHeader);
		protectedHeader = normalized[0], encodedProtectedHeader = encode(normalized[1]);
	}
	if (unprotectedHeader !== void 0 && (unprotectedHeader = serializeJoseHeader(JWSInvalid, unprotectedHeader)[0]), !protectedHeader && !unprotectedHeader) throw new JWSInvalid("either setProtectedHeader or setUnprotectedHeader must be called before #sign()");
	if (!isDisjoint(protectedHeader, unprotectedHeader)) throw new JWSInvalid("JWS Protected and JWS Unprotected Header Parameter names must be disjoint");
	const joseHeader = {
		...protectedHeader,
		...unprotectedHeader
	};
	validateCritDuplicates(JWSInvalid, protectedHeader);
	const b64 = validateB64(protectedHeader, validateCrit(JWSInvalid, JWS_RECOGNIZED, crit, protectedHeader, joseHeader));
	b64 || rejectUnencoded?.();
	const { alg } = joseHeader;
	if (typeof alg != "string" || !alg) throw new JWSInvalid("JWS \"alg\" (Algorithm) Header Parameter missing or invalid");
	const entry = jwsAlgorithm(alg);
	let encodedPayload = "", signingPayload = payload, signingInput;
	if (b64) {
		const encodedPayloadCache = input[4];
		encodedPayloadCache ? (encodedPayload = encodedPayloadCache[0] ??= encode(payload), signingPayload = encodedPayloadCache[1] ??= encode$1(encodedPayload)) : (encodedPayload = encode(payload), signingInput = encoder.encode(`${encodedProtectedHeader}.${encodedPayload}`));
	}
	signingInput ??= concat(encode$1(encodedProtectedHeader), encode$1("."), signingPayload);
	const signingKey = await rawKey(await prepareKey(entry, key, "sign"), entry.subtle, "sign");
	entry.minRsaBits && checkModulusLength(entry.alg, signingKey);
	const jws = {
		signature: encode(new Uint8Array(await crypto.subtle.sign(entry.signing, signingKey, signingInput))),
		payload: encodedPayload
	};
	return protectedHeader && (jws.protected = encodedProtectedHeader), unprotectedHeader && (jws.header = unprotectedHeader), [jws, b64];
}
async function createCompactSignature(payload, protectedHeader, crit, key, rejectUnencoded) {
	const [jws] = await createSignature([
		payload,
		protectedHeader,
		void 0,
		crit
	], key, rejectUnencoded);
	return `${jws.protected}.${jws.payload}.${jws.signature}`;
}
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/jwt/sign.js
const SignJWT_base = JWTClaimsBuilder;
var SignJWT = class extends SignJWT_base {
	#protectedHeader;
	setProtectedHeader(protectedHeader) {
		return assertNotSet(this.#protectedHeader, "setProtectedHeader"), this.#protectedHeader = protectedHeader, this;
	}
	async sign(key, options) {
		return createCompactSignature(jwtClaimsSetBytes(this), this.#protectedHeader, options?.crit, key, () => {
			throw new JWTInvalid("JWTs MUST NOT use unencoded payload");
		});
	}
};
// node_modules/.pnpm/jose@6.2.17/node_modules/jose/dist/webapi/util/decode_jwt.js
function decodeJwt(jwt) {
	if (typeof jwt != "string") throw new JWTInvalid("JWTs must use Compact JWS serialization, JWT must be a string");
	const { 1: encodedPayload, length } = jwt.split(".");
	if (length === 5) throw new JWTInvalid("Only JWTs using Compact JWS serialization can be decoded");
	if (length !== 3) throw new JWTInvalid("Invalid JWT");
	if (!encodedPayload) throw new JWTInvalid("JWTs must contain a payload");
	let claimsSetBytes;
	try {
		claimsSetBytes = decode(encodedPayload);
	} catch (cause) {
		throw new JWTInvalid("Failed to base64url decode the payload", { cause });
	}
	let claimsSet;
	try {
		claimsSet = JSON.parse(strictDecoder.decode(claimsSetBytes));
	} catch (cause) {
		throw new JWTInvalid("Failed to parse the decoded payload as JSON", { cause });
	}
	if (!isObject(claimsSet)) throw new JWTInvalid("Invalid JWT Claims Set");
	return claimsSet;
}
// packages/binding/dist/base64url.js
async function sha256(input) {
	const octets = typeof input === "string" ? new TextEncoder().encode(input) : input;
	return encode(new Uint8Array(await crypto.subtle.digest("SHA-256", octets)));
}
// packages/binding/dist/access-token-hash.js
function accessTokenHash(token) {
	return sha256(token);
}
// packages/oauth/dist/grants.js
const GrantType = {
	tokenExchange: "urn:ietf:params:oauth:grant-type:token-exchange",
	clientCredentials: "client_credentials",
	jwtBearer: "urn:ietf:params:oauth:grant-type:jwt-bearer"
};
// packages/oauth/dist/scope.js
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
function isScopeToken(text) {
	return SCOPE_TOKEN.test(text);
}
function parseScope(text) {
	const tokens = text.split(" ");
	if (!tokens.every(isScopeToken)) return err("malformed_scope");
	return ok([...new Set(tokens)]);
}
function formatScope(scopes) {
	return scopes.join(" ");
}
// packages/oauth/dist/token-types.js
const TokenType = {
	accessToken: "urn:ietf:params:oauth:token-type:access_token",
	idToken: "urn:ietf:params:oauth:token-type:id_token",
	jwt: "urn:ietf:params:oauth:token-type:jwt"
};
new Set(Object.values(TokenType));
// packages/binding/dist/make-proof.js
const ALGORITHM = "ES256";
async function makeDpopProof(request) {
	const { key, method, url, now, jti, accessToken, nonce } = request;
	const { origin, pathname } = new URL(url);
	return new SignJWT({
		jti,
		htm: method,
		htu: origin + pathname,
		iat: now,
		...accessToken !== void 0 && { ath: await accessTokenHash(accessToken) },
		...nonce !== void 0 && { nonce }
	}).setProtectedHeader({
		typ: "dpop+jwt",
		alg: ALGORITHM,
		jwk: key.publicKey
	}).sign(key.privateKey);
}
// packages/binding/dist/prover.js
const SERVERS = 100;
function createProver({ key, now }) {
	const nonces = new Map();
	return {
		prove(request) {
			const nonce = nonces.get(new URL(request.url).origin);
			const known = nonce === void 0 ? {} : { nonce };
			return makeDpopProof({
				...request,
				...known,
				key,
				now: now(),
				jti: crypto.randomUUID()
			});
		},
		remember(url, nonce) {
			if (nonces.size >= SERVERS) nonces.clear();
			nonces.set(new URL(url).origin, nonce);
		}
	};
}
// packages/client/dist/likely-cause.js
const SKEW = 60;
const LIFETIME = 300;
const TELLABLE = new Set([
	void 0,
	"wrong_audience",
	"token_expired",
	"token_not_yet_valid",
	"token_too_old",
	"proof_stale"
]);
function likelyCause(seen) {
	if (!TELLABLE.has(seen.reason)) return void 0;
	return clockCause(seen) ?? timeCause(seen) ?? audienceCause(seen);
}
function clockCause({ claims, now, date = now, proved }) {
	const ahead = now - date;
	return Math.abs(ahead) > (proved ? SKEW : lifetimeOf(claims)) ? {
		kind: "clock",
		ahead
	} : void 0;
}
function lifetimeOf(claims) {
	const { iat, exp } = claims ?? {};
	return iat === void 0 || exp === void 0 ? LIFETIME : Math.max(exp - iat, SKEW);
}
function timeCause({ claims, now, date = now }) {
	const { iat = date, exp = date } = claims ?? {};
	if (exp < date) return {
		kind: "expired",
		ago: date - exp
	};
	return iat > date + SKEW ? {
		kind: "not_yet_valid",
		by: iat - date
	} : void 0;
}
function audienceCause({ claims, reason, audience }) {
	return reason === "wrong_audience" && claims !== void 0 && !claims.aud.includes(audience) ? {
		kind: "audience",
		asked: audience
	} : void 0;
}
// packages/client/dist/retry.js
const ATTEMPTS = 3;
const LONGEST_WAIT = 30;
async function retrying(attempt, wait) {
	for (let tried = 1; tried < ATTEMPTS; tried++) {
		const outcome = await attempt();
		const pause = outcome.ok ? void 0 : pauseAfter(outcome.error, tried);
		if (pause === void 0) return outcome;
		await wait(pause);
	}
	return attempt();
}
function pauseAfter(error, tried) {
	switch (error.kind) {
		case "unreachable": return error.unsent ? tried : void 0;
		case "source": return error.reason === "unavailable" ? tried : void 0;
		case "refused":
		case "unexpected_answer": {
			const { status, retryAfter = Number.POSITIVE_INFINITY } = error;
			return (status === 429 || status === 503) && retryAfter <= LONGEST_WAIT ? retryAfter : void 0;
		}
		case "gateway": return;
	}
}
// packages/client/dist/sources/claims.js
const claims = object({
	aud: union([string().transform((one) => [one]), array(string())]).optional().transform((aud) => aud ?? []),
	iat: number().exactOptional(),
	exp: number().exactOptional()
});
function readClaims(token) {
	try {
		return claims.safeParse(decodeJwt(token)).data;
	} catch {
		return;
	}
}
// packages/client/dist/token-answer.js
const granted = object({
	access_token: string().min(1),
	issued_token_type: string(),
	token_type: _enum([
		"Bearer",
		"DPoP",
		"N_A"
	]),
	expires_in: int().positive(),
	scope: string(),
	decision_id: string()
});
const refused = object({
	error: string(),
	error_description: string().exactOptional(),
	reason: string().exactOptional(),
	decision_id: string().exactOptional(),
	failed_conditions: array(object({
		condition: string(),
		expected: string()
	})).exactOptional()
});
function readTokenAnswer(answer, asked) {
	if (answer.status !== 200) return err(readRefusal(answer));
	const token = granted.safeParse(answer.body).data;
	if (token === void 0) return err(unexpected(answer, "the answer holds no token"));
	if (asked.bound && token.token_type !== "DPoP") return err(unexpected(answer, "the token is not bound to the key"));
	return ok({
		accessToken: token.access_token,
		tokenType: token.token_type,
		issuedTokenType: token.issued_token_type,
		expiresIn: token.expires_in,
		scopes: token.scope.split(" ").filter((scope) => scope !== ""),
		decisionId: token.decision_id
	});
}
function readRefusal(answer) {
	const said = refused.safeParse(answer.body).data;
	if (said === void 0) return unexpected(answer, "the answer is not one of a token endpoint");
	const { error, error_description, reason, decision_id, failed_conditions } = said;
	return {
		kind: "refused",
		status: answer.status,
		error,
		...error_description !== void 0 && { description: error_description },
		...reason !== void 0 && { reason },
		...decision_id !== void 0 && { decisionId: decision_id },
		...failed_conditions !== void 0 && { failedConditions: failed_conditions },
		...answer.retryAfter !== void 0 && { retryAfter: answer.retryAfter }
	};
}
// packages/client/dist/exchange.js
async function exchange(request, io) {
	const sent = new Set();
	const outcome = await retrying(() => attempt(request, sent, io), io.wait);
	if (outcome.ok || !isReplayed(outcome.error)) return outcome;
	const again = await attempt({
		...request,
		source: withoutUsed(request.source, sent)
	}, sent, io);
	return !again.ok && again.error.kind === "source" ? outcome : again;
}
async function attempt(request, sent, io) {
	const endpoint = await discoverEndpoint(request.gateway, "token_endpoint", io.fetch);
	if (!endpoint.ok) return endpoint;
	const tokens = await readTokens(request);
	if (!tokens.ok) return tokens;
	sent.add(tokens.value.subject.token);
	const answer = await post(endpoint.value, formOf(request, tokens.value), request, io);
	if (!answer.ok) return answer;
	const read = readTokenAnswer(answer.value, { bound: request.dpop !== void 0 });
	if (read.ok || read.error.kind !== "refused") return read;
	if (repeats(read.error, tokens.value)) return err(unexpected(answer.value, "the answer repeats a token"));
	return err(explained(read.error, answer.value, tokens.value.subject, request, io.now()));
}
async function readTokens(request) {
	const { gateway, source, sourceAudience = gateway } = request;
	const subject = await source.token(sourceAudience);
	if (!subject.ok) return subject;
	const actor = await request.actor?.token(sourceAudience);
	if (actor?.ok === false) return actor;
	return ok({
		subject: subject.value,
		...actor && { actor: actor.value }
	});
}
function formOf(request, { subject, actor }) {
	const parameters = {
		grant_type: GrantType.tokenExchange,
		subject_token: subject.token,
		subject_token_type: subject.tokenType,
		actor_token: actor?.token,
		actor_token_type: actor?.tokenType,
		audience: request.audience,
		resource: request.resource,
		scope: request.scopes && formatScope(request.scopes),
		mapping: request.mapping
	};
	const given = new URLSearchParams();
	for (const [name, value] of Object.entries(parameters)) if (value !== void 0) given.set(name, value);
	return given;
}
const noncesDemanded = object({ error: literal("use_dpop_nonce") });
async function post(url, body, { dpop }, { fetch, now }) {
	const prover = dpop && createProver({
		key: dpop,
		now
	});
	const answer = await send(url, body, prover, fetch);
	if (prover === void 0 || !answer.ok || answer.value.nonce === void 0) return answer;
	if (!noncesDemanded.safeParse(answer.value.body).success) return answer;
	prover.remember(url, answer.value.nonce);
	return send(url, body, prover, fetch);
}
async function send(url, body, prover, fetch) {
	const proof = prover && { dpop: await prover.prove({
		method: "POST",
		url
	}) };
	return ask(fetch, url, {
		method: "POST",
		headers: {
			accept: "application/json",
			...proof
		},
		body
	});
}
function repeats(refused, { subject, actor = subject }) {
	const told = JSON.stringify(refused);
	return told.includes(subject.token) || told.includes(actor.token);
}
function explained(refused, { date }, subject, { gateway, sourceAudience = gateway, dpop }, now) {
	const { status, reason } = refused;
	if (status >= 500) return refused;
	const cause = likelyCause({
		claims: readClaims(subject.token),
		reason,
		audience: sourceAudience,
		now,
		date,
		proved: dpop !== void 0
	});
	return cause === void 0 ? refused : {
		...refused,
		likelyCause: cause
	};
}
function isReplayed(error) {
	return error.kind === "refused" && error.reason === "replayed";
}
function withoutUsed(source, used) {
	return {
		name: source.name,
		async token(audience) {
			const fresh = await source.token(audience);
			if (!fresh.ok || !used.has(fresh.value.token)) return fresh;
			const { name } = source;
			return err({
				kind: "source",
				source: name,
				reason: "refused",
				detail: "it has no other token"
			});
		}
	};
}
// packages/client/dist/sources/source.js
function readToken(text, source, tokenType = TokenType.jwt) {
	const token = text.trim();
	if (!/^[\w.~+/=-]+$/.test(token)) return failed(source, "malformed", token === "" ? "it is empty" : "it does not hold a token");
	const expiresAt = readClaims(token)?.exp;
	return ok({
		token,
		tokenType,
		...expiresAt !== void 0 && { expiresAt }
	});
}
function failed(source, reason, detail) {
	return err({
		kind: "source",
		source,
		reason,
		detail
	});
}
// packages/client/dist/sources/ask-platform.js
async function askPlatform({ source, who, url, method = "GET", headers, body, patience, refused = "" }, { fetch }) {
	const answer = await ask(fetch, url, {
		method,
		headers,
		body: body ?? null
	}, patience);
	if (!answer.ok) return failed(source, "unavailable", `${who}: ${answer.error.detail}`);
	const { status } = answer.value;
	if (status >= 500 || status === 429) return failed(source, "unavailable", `${who} answered ${status}`);
	if (status !== 200) return failed(source, "refused", `${who} answered ${status}${refused}`);
	return ok(answer.value);
}
// packages/client/dist/sources/github-actions.js
const NAME = "github-actions";
const tokenAnswer = object({ value: string() });
function githubActionsSource(io) {
	return {
		name: NAME,
		async token(audience) {
			const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = io.env;
			if (url === void 0 || bearer === void 0 || !isSafe(url)) return failed(NAME, "not_configured", NO_PERMISSION);
			const headers = {
				authorization: `Bearer ${bearer}`,
				accept: "application/json"
			};
			const answer = await askPlatform({
				source: NAME,
				who: "GitHub",
				url: withAudience(url, audience),
				headers,
				patience: 10
			}, io);
			if (!answer.ok) return answer;
			const { value } = tokenAnswer.safeParse(answer.value.body).data ?? {};
			return value === void 0 ? failed(NAME, "malformed", "GitHub answered without a token") : readToken(value, NAME);
		}
	};
}
const NO_PERMISSION = "the job has no id-token permission: set permissions: id-token: write on the workflow or the job; pull requests from forks do not get it";
function withAudience(url, audience) {
	return `${url}${url.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience)}`;
}
// packages/action/dist/explain.js
function explain(error) {
	return {
		title: titleOf(error),
		message: [describeFailure(error), ...adviceFor(error)].join("\n")
	};
}
const ODD_ANSWER = {
	title: "There is no gateway at this URL",
	message: "what answers there gives a token that is none"
};
function titleOf(error) {
	switch (error.kind) {
		case "source": return "GitHub gives this job no token";
		case "gateway": return "The gateway cannot be used";
		case "unreachable": return "The gateway does not answer";
		case "unexpected_answer": return "There is no gateway at this URL";
		case "refused": return isBusy(error) ? "The gateway cannot answer now" : "The gateway denies the token";
	}
}
function adviceFor(error) {
	switch (error.kind) {
		case "source": return error.reason === "not_configured" ? PERMISSIONS : [];
		case "gateway":
		case "unexpected_answer": return ["Give the URL exactly as the gateway has it: the issuer of its tokens."];
		case "unreachable": return ["Is the URL right, and may this runner reach it?"];
		case "refused": return isBusy(error) ? ["Run the job again later."] : afterDenial(error);
	}
}
const PERMISSIONS = [
	"",
	"permissions:",
	"  id-token: write",
	"  contents: read # what is not named is taken away, and checkout needs this one"
];
function afterDenial({ decisionId, failedConditions = [] }) {
	const conditions = failedConditions.map(({ condition, expected }) => `  ${printable(condition)}: ${printable(expected)}`);
	return [...conditions.length > 0 ? ["The nearest mapping demands:", ...conditions] : [], decisionId === void 0 ? "A gateway tells more only once the token has verified; its log says what was wrong with this one." : `Whoever runs the gateway can see why: cambio explain --decision ${printable(decisionId)}`];
}
function isBusy({ status }) {
	return status === 429 || status >= 500;
}
function printable(text) {
	return text.replaceAll(/\p{Cc}/gu, " ");
}
// packages/action/dist/inputs.js
function readInputs({ input, env }) {
	const [audience, mapping, environment] = [
		input("audience"),
		input("mapping"),
		input("environment")
	];
	const gateway = (input("gateway") ?? env.CAMBIO_GATEWAY ?? "").replace(/\/$/, "");
	if (!URL.canParse(gateway) || /\s/.test(gateway)) return wrong(`gateway: ${GATEWAY}`);
	if (environment !== void 0 && !/^[A-Za-z_]\w*$/.test(environment)) return wrong("environment: take the name of a variable, such as DEPLOY_TOKEN");
	const scopes = parseScopes(input("scope"));
	if (scopes?.ok === false) return wrong("scope: take scopes with white space between, such as deploy:read");
	const target = {
		...audience !== void 0 && { audience },
		...scopes !== void 0 && { scopes: scopes.value },
		...mapping !== void 0 && { mapping }
	};
	return ok({
		gateway,
		target,
		...environment !== void 0 && { environment }
	});
}
const GATEWAY = "give its URL, such as https://sts.acme.example, or set CAMBIO_GATEWAY. A variable of the repository that does not exist is empty, as are secrets in a pull request from a fork";
function parseScopes(text) {
	return text === void 0 ? void 0 : parseScope(text.split(/\s+/).join(" "));
}
function wrong(message) {
	return err({
		title: "An input cannot be used",
		message
	});
}
// packages/action/dist/obtain-token.js
async function obtainToken(runner, io) {
	const inputs = readInputs(runner);
	if (!inputs.ok) return fail(runner, inputs.error);
	const { gateway, target, environment } = inputs.value;
	const source = masked(githubActionsSource({
		env: runner.env,
		fetch: io.fetch
	}), runner);
	const asked = io.now();
	const exchanged = await exchange({
		gateway,
		source,
		...target
	}, io);
	if (!exchanged.ok) return fail(runner, explain(exchanged.error));
	const { accessToken, expiresIn, decisionId } = exchanged.value;
	runner.mask(accessToken);
	const expiresAt = timeOf(asked + expiresIn);
	if (!isToken(accessToken) || !isId(decisionId) || expiresAt === void 0) return fail(runner, ODD_ANSWER);
	runner.saveState("gateway", gateway);
	runner.saveState("token", accessToken);
	runner.setOutput("token", accessToken);
	runner.setOutput("expires-at", expiresAt);
	runner.setOutput("decision-id", decisionId);
	if (environment !== void 0) runner.exportVariable(environment, accessToken);
	runner.say(`There is a token until ${expiresAt}, by decision ${decisionId}.`);
	return true;
}
function masked(source, { mask }) {
	return {
		name: source.name,
		async token(audience) {
			const given = await source.token(audience);
			if (given.ok) mask(given.value.token);
			return given;
		}
	};
}
function fail({ error }, annotation) {
	error(annotation);
	return false;
}
function isToken(text) {
	return /^[\w.~+/=-]+$/.test(text);
}
function isId(text) {
	return /^[\w.-]{1,64}$/.test(text);
}
function timeOf(seconds) {
	const date = new Date(seconds * 1e3);
	return Number.isNaN(date.getTime()) ? void 0 : date.toISOString().replace(".000", "");
}
// packages/action/dist/main.js
keepOutOfCoreFiles();
process.exitCode = await obtainToken(stepRunner(), exchangeIo()) ? 0 : 1;
export {};
