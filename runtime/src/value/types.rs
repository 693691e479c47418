//! Implements [`Value`] for the types of members: structures, options, lists, maps and simple types.
//!
//! Never here: enums, for which the macro `enumeration!` implements it.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime, Document};

use super::{Key, List, Map, Structure, Value, View};
use crate::codec::{ReadError, Reader};
use crate::schema::Shape;

impl<T: Structure + Default> Value for T {
    fn view(&self) -> View<'_> {
        View::Structure(self)
    }

    fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
        from.structure(self)
    }

    fn correct(&mut self, from: &mut Reader<'_>) -> Result<(), ReadError> {
        from.correct(self)
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl<T: Value> Value for Option<T> {
    fn view(&self) -> View<'_> {
        match self {
            None => View::Unset,
            Some(value) => value.view(),
        }
    }

    fn read(&mut self, from: &mut Reader<'_>, shape: &'static Shape) -> Result<(), ReadError> {
        if from.null()? {
            *self = None;
            return Ok(());
        }
        self.insert(T::blank()).read(from, shape)
    }

    fn correct(&mut self, from: &mut Reader<'_>) -> Result<(), ReadError> {
        self.get_or_insert_with(T::blank).correct(from)
    }

    fn blank() -> Self {
        None
    }

    fn is_option(&self) -> bool {
        true
    }

    fn accepts_null() -> bool {
        true
    }
}

/// The capacity of a list or map after its first item.
const FIRST_ITEMS: usize = 4;

/// The size of a map's table without its buckets, in bytes.
const TABLE: usize = 16;

impl<T: Value> Value for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn read(&mut self, from: &mut Reader<'_>, shape: &'static Shape) -> Result<(), ReadError> {
        self.clear();
        let items = shape.items.unwrap_or(shape);
        let mut entries = from.begin_list()?;
        while from.next_item(&mut entries)? {
            // See `Value::accepts_null`.
            if !T::accepts_null() && from.null()? {
                continue;
            }
            if self.len() == self.capacity() {
                let more = self.capacity().max(FIRST_ITEMS);
                from.take_memory(more.saturating_mul(size_of::<T>()))?;
                self.reserve_exact(more);
            }
            let mut item = T::blank();
            item.read(from, items)
                .map_err(|error| error.in_item(entries.index()))?;
            self.push(item);
        }
        Ok(())
    }

    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.as_slice().len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::Unset, Value::view)
    }

    fn is_sparse(&self) -> bool {
        T::accepts_null()
    }
}

#[allow(
    clippy::implicit_hasher,
    reason = "the official API has maps with the default hasher"
)]
impl<K: Key, T: Value> Value for HashMap<K, T> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn read(&mut self, from: &mut Reader<'_>, shape: &'static Shape) -> Result<(), ReadError> {
        self.clear();
        let values = shape.items.unwrap_or(shape);
        let mut entries = from.begin_map()?;
        while let Some(key) = from.next_key(&mut entries)? {
            if !T::accepts_null() && from.null()? {
                continue;
            }
            if self.len() == self.capacity() {
                // A table keeps an eighth of its buckets free, and those of the last one until it is moved.
                let buckets = (self.len() + 1).saturating_mul(8).div_ceil(7);
                let buckets = buckets.next_power_of_two().max(FIRST_ITEMS);
                let bucket = size_of::<(K, T)>() + 1;
                from.take_memory(buckets.saturating_mul(bucket).saturating_add(TABLE))?;
            }
            let mut value = T::blank();
            value.read(from, values).map_err(ReadError::in_entry)?;
            self.insert(K::from_text(key), value);
        }
        Ok(())
    }

    fn blank() -> Self {
        Self::new()
    }
}

#[allow(
    clippy::implicit_hasher,
    reason = "the official API has maps with the default hasher"
)]
impl<K: Key, T: Value> Map for HashMap<K, T> {
    fn len(&self) -> usize {
        HashMap::len(self)
    }

    fn get(&self, key: &str) -> Option<View<'_>> {
        K::find(self, key).map(Value::view)
    }

    fn is_sparse(&self) -> bool {
        T::accepts_null()
    }

    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, View<'a>)) {
        for (key, value) in self {
            visit(key.text(), value.view());
        }
    }
}

impl Key for String {
    fn text(&self) -> &str {
        self
    }

    fn from_text(text: Cow<'_, str>) -> Self {
        text.into_owned()
    }

    fn find<'m, T>(map: &'m HashMap<Self, T>, key: &str) -> Option<&'m T> {
        map.get(key)
    }
}

impl Value for Document {
    fn view(&self) -> View<'_> {
        View::Document(self)
    }

    fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
        *self = from.document()?;
        Ok(())
    }

    fn blank() -> Self {
        Self::Null
    }
}

impl Value for String {
    fn view(&self) -> View<'_> {
        View::String(self)
    }

    fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
        *self = from.string()?.into_owned();
        Ok(())
    }

    fn blank() -> Self {
        Self::new()
    }
}

impl Value for Blob {
    fn view(&self) -> View<'_> {
        View::Blob(self.as_ref())
    }

    fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
        *self = Self::new(from.blob()?);
        Ok(())
    }

    fn blank() -> Self {
        Self::default()
    }
}

impl Value for DateTime {
    fn view(&self) -> View<'_> {
        View::Timestamp(self)
    }

    fn read(&mut self, from: &mut Reader<'_>, shape: &'static Shape) -> Result<(), ReadError> {
        *self = from.timestamp(shape.timestamp_format)?;
        Ok(())
    }

    fn blank() -> Self {
        Self::from_secs(0)
    }
}

impl Value for bool {
    fn view(&self) -> View<'_> {
        View::Boolean(*self)
    }

    fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
        *self = from.boolean()?;
        Ok(())
    }

    fn blank() -> Self {
        false
    }
}

/// Implements [`Value`] for integers. One out of range is an error, and never truncated.
macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl Value for $number {
            fn view(&self) -> View<'_> {
                View::Integer(i64::from(*self))
            }

            fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
                let number = from.integer()?;
                *self = Self::try_from(number).map_err(|_| from.out_of_range(number))?;
                Ok(())
            }

            fn blank() -> Self {
                0
            }
        }
    )*};
}

whole_numbers!(i8, i16, i32, i64);

impl Value for f32 {
    fn view(&self) -> View<'_> {
        View::Float(*self)
    }

    fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
        *self = from.float()?;
        Ok(())
    }

    fn blank() -> Self {
        0.0
    }
}

impl Value for f64 {
    fn view(&self) -> View<'_> {
        View::Double(*self)
    }

    fn read(&mut self, from: &mut Reader<'_>, _: &'static Shape) -> Result<(), ReadError> {
        *self = from.double()?;
        Ok(())
    }

    fn blank() -> Self {
        0.0
    }
}
