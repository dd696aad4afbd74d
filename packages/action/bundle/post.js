import { _ as ok, a as unexpected, g as err, n as stepRunner, o as describeFailure, r as discoverEndpoint, s as ask, v as keepOutOfCoreFiles } from "./client.js";
// packages/client/dist/revoke.js
const PATIENCE = 10;
async function revoke(gateway, token, { fetch }) {
	const endpoint = await discoverEndpoint(gateway, "revocation_endpoint", fetch, PATIENCE);
	if (!endpoint.ok) return endpoint;
	const body = new URLSearchParams({ token });
	const answer = await ask(fetch, endpoint.value, {
		method: "POST",
		body
	}, PATIENCE);
	if (!answer.ok) return answer;
	return answer.value.status === 200 ? ok(void 0) : err(unexpected(answer.value, "the token is not revoked"));
}
// packages/action/dist/revoke-token.js
async function revokeToken(runner, io) {
	const [gateway, token] = [runner.state("gateway"), runner.state("token")];
	if (gateway === void 0 || token === void 0) return;
	const revoked = await revoke(gateway, token, io);
	if (revoked.ok) return runner.say("The token is revoked.");
	const message = `${describeFailure(revoked.error)}. The token is good until it expires.`;
	runner.warning({
		title: "The token is not revoked",
		message
	});
}
// packages/action/dist/post.js
keepOutOfCoreFiles();
await revokeToken(stepRunner(), { fetch });
export {};
