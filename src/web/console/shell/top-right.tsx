import { Button, Menu } from "@mantine/core";
import { Link } from "react-router";
import type { Me } from "../../contract/staff/me.ts";
import { RedButton } from "../red-button/red-button.tsx";
import { signOut } from "./sign-out.ts";

/** The red button's place, and one's own account. */
export function TopRight({ me, campaignId }: { readonly me: Me; readonly campaignId: string }) {
	return (
		<div className="console-top-right">
			<RedButton campaignId={campaignId} />
			<Menu position="bottom-end" width={240}>
				<Menu.Target>
					<Button
						variant="transparent"
						c="inherit"
						px={4}
						size="sm"
						aria-label={`${initials(me.name)}, your account: ${me.name}`}
					>
						{initials(me.name)}
					</Button>
				</Menu.Target>
				<Menu.Dropdown>
					<Menu.Label>
						{me.name}, {me.role}
					</Menu.Label>
					<Menu.Item component={Link} to="/account">
						Your account
					</Menu.Item>
					<Menu.Item onClick={signOut}>Sign out</Menu.Item>
				</Menu.Dropdown>
			</Menu>
		</div>
	);
}

function initials(name: string): string {
	const parts = name.trim().split(/\s+/);
	return [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => part?.slice(0, 1) ?? "").join("");
}
