//! The macro for recursive structures: `boxed!`.
//!
//! Never here: which structures are recursive, which the generator finds out.

/// Implements `Value` for the structure or union in a `Box`. Coherence does not let the runtime do so for all structures.
#[macro_export]
#[doc(hidden)]
macro_rules! boxed {
    ($name:ident) => {
        impl $crate::value::Value for ::std::boxed::Box<$name> {
            #[inline]
            fn view(&self) -> $crate::value::View<'_> {
                $crate::value::View::Structure(&**self)
            }

            #[inline]
            fn read(
                &mut self,
                from: &mut $crate::codec::Reader<'_>,
                shape: &'static $crate::schema::Shape,
            ) -> ::std::result::Result<(), $crate::codec::ReadError> {
                from.take_memory(::std::mem::size_of::<$name>())?;
                $crate::value::Value::read(&mut **self, from, shape)
            }

            #[inline]
            fn correct(
                &mut self,
                from: &mut $crate::codec::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::codec::ReadError> {
                from.take_memory(::std::mem::size_of::<$name>())?;
                $crate::value::Value::correct(&mut **self, from)
            }

            #[inline]
            fn blank() -> Self {
                Self::new($crate::value::Value::blank())
            }
        }
    };
}
