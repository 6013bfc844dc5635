import type { KeptSlip } from "./kept-slip.ts";

/** The browser's own store of slips: it outlives the page, the network and the link. */
export type SlipShelf = {
	readAll(): Promise<KeptSlip[]>;
	put(slips: readonly KeptSlip[]): Promise<void>;
	remove(clientIds: readonly string[]): Promise<void>;
};

const NAME = "carillon-phones";
const SLIPS = "slips";

/** Null where this browser keeps nothing (storage off, a private window of some): then slips live as long as the page. */
export async function openShelf(): Promise<SlipShelf | null> {
	try {
		const database = await opened();
		return {
			readAll: () => asked(database.transaction(SLIPS, "readonly").objectStore(SLIPS).getAll()),
			put: (slips) =>
				written(database, (store) => {
					for (const slip of slips) store.put(slip);
				}),
			remove: (ids) =>
				written(database, (store) => {
					for (const id of ids) store.delete(id);
				}),
		};
	} catch {
		return null;
	}
}

function opened(): Promise<IDBDatabase> {
	const opening = indexedDB.open(NAME, 1);
	opening.onupgradeneeded = () => opening.result.createObjectStore(SLIPS, { keyPath: "clientId" });
	return asked(opening);
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error("The browser's store doesn't answer."));
	});
}

/** Done when it is on the disk, or as near to it as browsers say: a reload right after must find it. */
function written(database: IDBDatabase, write: (store: IDBObjectStore) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const transaction = database.transaction(SLIPS, "readwrite", { durability: "strict" });
		transaction.oncomplete = () => resolve();
		transaction.onerror = () => reject(transaction.error ?? new Error("The browser's store takes nothing."));
		transaction.onabort = transaction.onerror;
		write(transaction.objectStore(SLIPS));
	});
}
