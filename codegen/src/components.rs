//! The strongly connected components of a graph: which nodes are on cycles together.
//!
//! Without recursion, because a chain of shapes may be as long as a model. Never here: what the nodes are.

/// The edges of a graph whose nodes are numbers, by the node that they begin at.
pub(crate) struct Graph {
    /// Where the edges of each node begin in `targets`, and where those of the last one end.
    starts: Vec<usize>,
    targets: Vec<usize>,
}

impl Graph {
    /// The graph of so many nodes with these edges.
    pub(crate) fn new(nodes: usize, edges: &[(usize, usize)]) -> Self {
        let mut starts = vec![0; nodes + 1];
        for (from, _) in edges {
            starts[from + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut targets = vec![0; edges.len()];
        for (from, to) in edges {
            targets[next[*from]] = *to;
            next[*from] += 1;
        }
        Self { starts, targets }
    }

    /// The component of each node, as a number: two nodes have the same one if each reaches the other.
    /// Tarjan's algorithm: <https://doi.org/10.1137/0201010>.
    pub(crate) fn components(&self) -> Vec<usize> {
        let nodes = self.starts.len() - 1;
        let mut search = Search {
            graph: self,
            order: vec![None; nodes],
            lowest: vec![0; nodes],
            component: vec![None; nodes],
            found: 0,
            components: 0,
            open: Vec::new(),
        };
        for node in 0..nodes {
            if search.order[node].is_none() {
                search.from(node);
            }
        }
        let components = search.component.into_iter();
        components.map(Option::unwrap_or_default).collect()
    }
}

struct Search<'g> {
    graph: &'g Graph,
    /// When each node was found.
    order: Vec<Option<usize>>,
    /// The earliest node that is known to be reached from each.
    lowest: Vec<usize>,
    component: Vec<Option<usize>>,
    found: usize,
    components: usize,
    /// The nodes that have been found and are in no component yet.
    open: Vec<usize>,
}

impl Search<'_> {
    fn from(&mut self, start: usize) {
        // Each node of the way with its next edge.
        let mut way = vec![(start, self.graph.starts[start])];
        self.find(start);
        while let Some((node, edge)) = way.last_mut() {
            let node = *node;
            if *edge < self.graph.starts[node + 1] {
                let target = self.graph.targets[*edge];
                *edge += 1;
                match self.order[target] {
                    None => {
                        self.find(target);
                        way.push((target, self.graph.starts[target]));
                    }
                    Some(order) if self.component[target].is_none() => {
                        self.lowest[node] = self.lowest[node].min(order);
                    }
                    Some(_) => {}
                }
                continue;
            }
            way.pop();
            if let Some((before, _)) = way.last() {
                self.lowest[*before] = self.lowest[*before].min(self.lowest[node]);
            }
            if self.order[node] == Some(self.lowest[node]) {
                self.close(node);
            }
        }
    }

    fn find(&mut self, node: usize) {
        self.order[node] = Some(self.found);
        self.lowest[node] = self.found;
        self.found += 1;
        self.open.push(node);
    }

    /// Makes a component of what has been found since `first`.
    fn close(&mut self, first: usize) {
        while let Some(node) = self.open.pop() {
            self.component[node] = Some(self.components);
            if node == first {
                break;
            }
        }
        self.components += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(nodes: usize, edges: &[(usize, usize)], expected: &[&[usize]]) {
        let components = Graph::new(nodes, edges).components();
        for (node, component) in components.iter().enumerate() {
            let of_node = |one: &&[usize]| one.contains(&node);
            let expected = expected
                .iter()
                .find(|one| of_node(one))
                .expect("every node");
            let found: Vec<_> = (0..nodes)
                .filter(|other| components[*other] == *component)
                .collect();
            assert_eq!(found, *expected, "{edges:?}");
        }
    }

    #[test]
    fn nodes_that_reach_each_other_are_together() {
        check(1, &[], &[&[0]]);
        check(2, &[(0, 1)], &[&[0], &[1]]);
        check(3, &[(0, 1), (1, 0), (1, 2), (2, 2)], &[&[0, 1], &[2]]);
        check(
            6,
            &[
                (0, 1),
                (1, 2),
                (2, 0),
                (2, 3),
                (3, 4),
                (4, 5),
                (5, 3),
                (5, 4),
            ],
            &[&[0, 1, 2], &[3, 4, 5]],
        );
        check(
            4,
            &[(3, 2), (2, 1), (1, 3), (1, 0), (0, 0)],
            &[&[0], &[1, 2, 3]],
        );
    }

    #[test]
    fn a_long_chain_takes_no_stack() {
        let length = 200_000;
        let mut edges: Vec<_> = (1..length).map(|node| (node - 1, node)).collect();
        let chain = Graph::new(length, &edges).components();
        assert!(chain.windows(2).all(|pair| pair[0] != pair[1]));
        edges.push((length - 1, 0));
        let cycle = Graph::new(length, &edges).components();
        assert!(cycle.windows(2).all(|pair| pair[0] == pair[1]));
    }
}
