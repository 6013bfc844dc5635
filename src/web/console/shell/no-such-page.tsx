import { Button } from "@mantine/core";
import { Link } from "react-router";
import { Empty } from "../parts/states.tsx";

export function NoSuchPage() {
	return (
		<Empty
			title="There is no such page"
			words="The address may be mistyped, or from an older version of Carillon."
			action={
				<Button component={Link} to="/">
					Back to the drive
				</Button>
			}
		/>
	);
}
