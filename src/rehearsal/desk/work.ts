import type { Campaign } from "../../domain/drive/campaign.ts";
import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import type { OwnTextsOfPlace } from "../../template/own-text-store.ts";
import type { RehearsalAssumptions, RehearsalLine, RehearsalSource } from "../../web/contract/staff/rehearsal.ts";
import type { VirtualSetup } from "../virtual/setup.ts";

/** All that a rehearsal's thread is given. It opens the database only where the gifts are a drive's of the house. */
export type RehearsalWork = {
	readonly setup: VirtualSetup;
	/** The same drive by each of these. */
	readonly ruleSets: readonly { readonly name: string; readonly rules: readonly MilestoneRule[] }[];
	readonly source: RehearsalSource;
	/** Of whose gifts they are, where they are another drive's. */
	readonly of: Pick<Campaign, "monthlyMultiplier"> | null;
	readonly databaseUrl: string;
	readonly ownTexts: readonly OwnTextsOfPlace[];
	readonly assumptions: RehearsalAssumptions;
	readonly notes: readonly string[];
};

/** What the thread tells on the way and at the end. */
export type WorkLine = RehearsalLine;
