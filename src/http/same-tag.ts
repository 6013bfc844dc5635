/** If-None-Match may list several tags, weak ones too (a proxy that compressed makes ours weak). */
export function isSameTag(ifNoneMatch: string | undefined, tag: string): boolean {
	if (!ifNoneMatch) return false;
	return ifNoneMatch.split(",").some((one) => one.trim().replace(/^W\//, "") === tag || one.trim() === "*");
}
