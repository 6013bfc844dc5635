import type { Agent } from "node:https";
import { useAgent as filteringAgent } from "request-filtering-agent";

/** Browsers tell us where their push service is: an address inside the house is never asked. */
export function outsideOnly(address: string): Agent | undefined {
	return filteringAgent(address, { keepAlive: false }) as Agent;
}
