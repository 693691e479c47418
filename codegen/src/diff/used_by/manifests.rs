//! Reads from manifests which names a program has for its dependencies.
//!
//! Never here: the program's sources.

use toml::{Table, Value};

/// The names that one `Cargo.toml` gives.
#[derive(Debug, Clone, Default)]
pub(super) struct Manifest {
    /// What other packages call the one it is of: by its own name, and by its library's.
    pub(super) own: Vec<String>,
    /// The names of dependencies that are called otherwise than their packages, and these.
    renamed: Vec<(String, String)>,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// It is not TOML; the message says where.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let table: Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.message().to_owned())?;
        let names = ["package", "lib"].map(|part| table.get(part)?.get("name")?.as_str());
        let own = names.into_iter().flatten().map(as_crate).collect();
        let mut renamed = Vec::new();
        find(&table, &mut renamed);
        Ok(Self { own, renamed })
    }

    /// What the program calls a crate that is a dependency under another name.
    pub(super) fn names_of<'m>(&'m self, krate: &'m str) -> impl Iterator<Item = &'m str> {
        let renamed = self.renamed.iter().filter(move |(_, of)| of == krate);
        renamed.map(|(name, _)| name.as_str())
    }
}

/// The name of a crate, as paths spell it.
pub(super) fn as_crate(package: &str) -> String {
    package.replace('-', "_")
}

/// Looks through tables of dependencies, those of targets and of the workspace too.
fn find(table: &Table, renamed: &mut Vec<(String, String)>) {
    for (key, value) in table {
        let Value::Table(inner) = value else {
            continue;
        };
        if !key.ends_with("dependencies") {
            find(inner, renamed);
            continue;
        }
        for (name, dependency) in inner {
            if let Some(package) = dependency.get("package").and_then(Value::as_str) {
                renamed.push((as_crate(name), as_crate(package)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_stand_in_any_table_of_dependencies() {
        let manifest = "[package]\nname = \"my-game\"\n[lib]\nname = \"game\"\n\
             [dependencies]\nserde = \"1\"\nthe-zoo = { package = \"zoo\", version = \"1\" }\n\
             [dev-dependencies.y]\npackage = \"zoo\"\n\
             [target.'cfg(unix)'.dev-dependencies]\nz = { package = \"zoo\", path = \"x\" }\n\
             [workspace.dependencies]\nw = { package = \"zoo\" }\nother = { package = \"oz\" }\n";
        let manifest = Manifest::read(manifest).expect("a manifest");
        let mut names: Vec<_> = manifest.names_of("zoo").collect();
        names.sort_unstable();
        assert_eq!(names, ["the_zoo", "w", "y", "z"]);
        assert_eq!(manifest.own, ["my_game", "game"]);
        assert!(Manifest::read("[").is_err());
    }
}
