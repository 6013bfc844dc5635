/**
 * The same items, each read while the one before it is worked on: a file is parsed by this process and booked by the database, and neither
 * has to wait for the other. Never more than one is held. Whoever stops early ends the reading too.
 */
export async function* oneAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
	let next = items.next();
	try {
		for (;;) {
			const { value, done } = await next;
			if (done === true) return;
			next = items.next();
			// Its failure is told when its turn comes, also where that is a while.
			next.catch(() => undefined);
			yield value;
		}
	} finally {
		await next.catch(() => undefined);
		await items.return(undefined);
	}
}
