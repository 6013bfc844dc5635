import type { CampaignCard, TickerBeat, TickerItem, TickerSnapshot } from "../domain/screen/ticker.ts";

/**
 * Server-sent events as text. JSON has no raw line breaks, so one data line is always enough. Only what moves a reader along the
 * ledger carries an id: the browser sends the last one back as Last-Event-ID.
 */
export function itemFrame(item: TickerItem): string {
	return `id: ${item.seq}\nevent: item\ndata: ${JSON.stringify(item)}\n\n`;
}

export function snapshotFrame(snapshot: TickerSnapshot): string {
	return `id: ${snapshot.seq}\nevent: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`;
}

export function campaignFrame(card: CampaignCard): string {
	return `event: campaign\ndata: ${JSON.stringify(card)}\n\n`;
}

export function beatFrame(beat: TickerBeat): string {
	return `event: beat\ndata: ${JSON.stringify(beat)}\n\n`;
}

/** Something beside the ledger, by its own name: the host's board has another version. */
export function sideFrame(event: string, data: unknown): string {
	return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The server will not serve this address any more; the page stops asking. */
export function endedFrame(reason: "revoked"): string {
	return `event: ended\ndata: ${JSON.stringify({ reason })}\n\n`;
}

/** Milliseconds the browser waits before it connects again. */
export function retryFrame(milliseconds: number): string {
	return `retry: ${Math.round(milliseconds)}\n\n`;
}
