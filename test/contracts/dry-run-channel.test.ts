import { createDryRunChannel } from "../../src/channel/dry-run.ts";
import { createFaultPlan } from "../../src/sandbox/faults.ts";
import { describeChannelContract } from "./channel-contract.ts";

describeChannelContract(
	"A dry run",
	async () => {
		const kept: { postId: string; text: string; id: string; recordedAt: number }[] = [];
		return {
			channel: createDryRunChannel({
				async record({ postId, text }) {
					const entry = { postId, text, id: `dry-${kept.length + 1}`, recordedAt: Date.now() };
					kept.push(entry);
					return entry;
				},
				find: async (post, since) =>
					kept.find((entry) => entry.text === post.text && entry.recordedAt >= since) ?? null,
			}),
			received: () => kept.map(({ text }) => text),
			writes: () => kept.length,
			faults: createFaultPlan(),
			secrets: [],
			stop: async () => {},
		};
	},
	"nothing-fails",
);
