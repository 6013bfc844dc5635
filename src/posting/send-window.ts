/**
 * How long after the fence's commit began a send may still begin, milliseconds. The red button waits a little longer than this
 * before it returns, so that after it no new send begins (invariant 7).
 */
export const SEND_WINDOW_MS = 200;

export type SendWindow = { isOver(): boolean };

export function openSendWindow(): SendWindow {
	const opened = performance.now();
	const openedAt = Date.now();
	return {
		// By both clocks: the steady one stands still while a machine sleeps, the other one can be set back.
		isOver: () => Math.max(performance.now() - opened, Date.now() - openedAt) > SEND_WINDOW_MS,
	};
}
