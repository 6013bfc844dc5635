import type { Channel, Picture } from "../../src/channel/port.ts";
import type { PublishOutcome } from "../../src/domain/post/post.ts";
import type { Fault, FaultPlan } from "../../src/sandbox/faults.ts";

/** One channel and the far side of its wire, fresh for each test. */
export type ContractSetup = {
	readonly channel: Channel;
	/** What the platform really holds, as it was written by us. */
	received(): string[];
	/** Requests that asked for a post, whatever became of them. */
	writes(): number;
	readonly faults: FaultPlan;
	/** For channels that take pictures: one to leave, and what people see beside the posts, oldest first. */
	readonly pictures?: {
		readonly picture: Picture;
		shown(): { readonly png: Buffer; readonly alt: string }[];
	};
	/** Nothing of this may appear in an outcome, an error or on the console. */
	readonly secrets: readonly string[];
	stop(): Promise<void>;
};

/**
 * Where a platform's outcome differs from the table below. "unknown": the platform has no such failure, its cases are left
 * out. "nothing-fails": there is no wire (dry run), all cases about failures are left out.
 */
export type Differences = Partial<Record<Fault, PublishOutcome["kind"] | "unknown">> | "nothing-fails";
