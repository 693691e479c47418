//! What came of generating many services, and the page that says so.
//!
//! Never here: reading models, running anything side by side.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::load::Unsupported;
use crate::medium::markdown::{Inline, Markdown};
use crate::problem::Problems;

/// A service, and what came of it.
#[derive(Debug, Clone)]
pub struct Service {
    /// As botocore calls it.
    pub name: String,
    /// The size of its service document, in bytes.
    pub size: usize,
    /// How long it took.
    pub time: Duration,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a service.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It was generated.
    Generated {
        /// How many lines of Rust its crate has.
        lines: usize,
    },
    /// It is not supported, and this is why.
    Unsupported(Unsupported),
    /// It is supported, and cannot be generated.
    Problems(Problems),
}

/// The page about a run over all services of a version of botocore.
pub fn page(version: &str, services: &[Service]) -> String {
    let mut generated = Vec::new();
    let mut failed = Vec::new();
    let mut others: BTreeMap<String, Vec<Inline>> = BTreeMap::new();
    for service in services {
        let name = Inline::text(&service.name);
        match &service.outcome {
            Outcome::Generated { lines } => {
                generated.push(vec![name, Inline::text(&lines.to_string())]);
            }
            Outcome::Problems(problems) => {
                let what = problems
                    .0
                    .first()
                    .map_or("", |problem| problem.what.as_str());
                let count = Inline::text(&problems.0.len().to_string());
                failed.push(vec![name, count, Inline::sentence(what)]);
            }
            Outcome::Unsupported(why) => others.entry(title(why)).or_default().push(name),
        }
    }
    let mut page = Markdown::new();
    page.heading(1, &Inline::text("Services"));
    page.paragraph(&[Inline::text(&format!(
        "What cargo xtask corpus makes of the {} services of botocore {version}. The command writes this page.",
        services.len()
    ))]);
    let row =
        |title: &str, count: usize| vec![Inline::text(title), Inline::text(&count.to_string())];
    let mut counts = vec![
        row("Generated", generated.len()),
        row("Not yet", failed.len()),
    ];
    counts.extend(others.iter().map(|(title, names)| row(title, names.len())));
    page.table(&["", "Services"], &counts);
    page.heading(2, &Inline::text("Generated"));
    page.table(&["Service", "Lines of Rust"], &generated);
    if !failed.is_empty() {
        page.heading(2, &Inline::text("Not yet"));
        page.table(&["Service", "Problems", "The first of them"], &failed);
    }
    for (title, names) in others {
        page.heading(2, &Inline::text(&title));
        page.paragraph(&[Inline::listed(names)]);
    }
    page.finish()
}

/// What services that are not supported are counted under.
fn title(why: &Unsupported) -> String {
    match why {
        Unsupported::Protocols(names) => format!("Not supported: {names}"),
        Unsupported::Stream(_) => "Not supported: streams".to_owned(),
    }
}

/// The power of a model's size that the time of generating it grows with, by least squares over the logarithms; `None`
/// where too few were generated to say.
#[allow(
    clippy::cast_precision_loss,
    reason = "sizes and counts are far below 2^52"
)]
pub fn growth(services: &[Service]) -> Option<f64> {
    let generated = services
        .iter()
        .filter(|one| matches!(one.outcome, Outcome::Generated { .. }));
    let points = generated.map(|one| ((one.size as f64).ln(), one.time.as_secs_f64().ln()));
    let points: Vec<_> = points
        .filter(|(size, time)| size.is_finite() && time.is_finite())
        .collect();
    if points.len() < 10 {
        return None;
    }
    let mean =
        |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let covariance: f64 = points
        .iter()
        .map(|point| (point.0 - x) * (point.1 - y))
        .sum();
    let variance: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    Some(covariance / variance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;

    fn service(name: &str, size: usize, outcome: Outcome) -> Service {
        Service {
            name: name.to_owned(),
            size,
            time: Duration::from_millis(size as u64 * size as u64),
            outcome,
        }
    }

    #[test]
    fn the_page_says_what_came_of_each() {
        let problem = Problem::new("service-2.json", "", "a `<b>` is wrong", "mend it");
        let services = [
            service("arcade", 1, Outcome::Generated { lines: 7 }),
            service("board", 1, Outcome::Problems(problem.into())),
            service(
                "cards",
                1,
                Outcome::Unsupported(Unsupported::Stream("Body".to_owned())),
            ),
        ];
        let page = page("1.2.3", &services);
        for line in [
            "| Generated | 1 |",
            "| Not supported: streams | 1 |",
            "| arcade | 7 |",
            "| board | 1 | a `<b>` is wrong |",
        ] {
            assert!(page.contains(line), "{line} in {page}");
        }
    }

    #[test]
    fn growth_is_the_power() {
        let of = |size| service("any", size, Outcome::Generated { lines: 1 });
        let services: Vec<_> = (1..20).map(|size| of(size * 10)).collect();
        let power = growth(&services).expect("enough of them");
        assert!((power - 2.0).abs() < 1e-6, "{power}");
        assert_eq!(growth(&services[..5]), None);
    }
}
